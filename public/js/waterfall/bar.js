import { element } from '../dom/element.js';
import { milliseconds } from '../format/milliseconds.js';
import { phasesOf } from '../timing/phases.js';

export function bar(entry) {
  const phases = phasesOf(entry);
  const spoken = phases.map(({ name, from, to }) => `${name} ${milliseconds(to - from)}`).join(', ');
  const parts = phases.map(({ id, from, to }) => {
    const part = element('span', { class: `phase ${id}` });
    part.style.setProperty('--from', from.toFixed(2));
    part.style.setProperty('--long', (to - from).toFixed(2));
    return part;
  });
  return element('span', { class: 'bar', role: 'img', 'aria-label': spoken, title: spoken }, ...parts);
}

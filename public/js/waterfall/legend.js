import { element } from '../dom/element.js';

const phases = [
  ['queued', 'Queued in the browser'],
  ['connect', 'Connecting'],
  ['secure', 'TLS'],
  ['waiting', 'Waiting for the answer'],
  ['receiving', 'Receiving'],
];

export const startLegend = (list) => list.append(...phases.map(([id, name]) =>
  element('li', {}, element('span', { class: `key phase ${id}` }), name)));

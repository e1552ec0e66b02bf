import { element } from '../dom/element.js';
import { niceStep } from '../maths/nice-step.js';
import { range } from '../maths/range.js';
import { milliseconds } from '../format/milliseconds.js';

// The scale above the bars. Bars are placed by style rules in parts of --total,
// so that a longer load moves them all at once.
export function createAxis(box, table) {
  let last = 0;
  return (end) => {
    const step = niceStep(end, 5);
    const total = Math.ceil(end / step) * step;
    if (total === last) return;
    last = total;
    table.style.setProperty('--total', total);
    box.replaceChildren(...range(Math.round(total / step)).map((i) => {
      const tick = element('span', { class: 'tick', text: i === 0 ? '0' : milliseconds(i * step) });
      tick.style.setProperty('--from', i * step);
      return tick;
    }));
  };
}

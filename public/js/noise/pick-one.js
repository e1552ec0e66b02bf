import { modulo } from '../maths/modulo.js';

// Any item but the present one, so that "surprise me" never stands still.
export function pickOne(items, present, random = Math.random) {
  const at = items.indexOf(present);
  const step = 1 + Math.floor(random() * (items.length - 1));
  return items[modulo(at + step, items.length)];
}

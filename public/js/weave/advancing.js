import { modulo } from '../maths/modulo.js';
import { range } from '../maths/range.js';

// Short runs, each starting one higher than the last, until the ring closes.
export const advancing = (count, run) =>
  range(count).flatMap((start) => range(run).map((i) => modulo(start + i, count) + 1));

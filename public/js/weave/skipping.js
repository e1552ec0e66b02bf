import { modulo } from '../maths/modulo.js';
import { range } from '../maths/range.js';

// 1, 1 + step, 1 + 2 step … round a ring of `count`.
export const skipping = (count, step, length = count) =>
  range(length).map((i) => modulo(i * step, count) + 1);

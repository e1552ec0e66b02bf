import { smoothstep } from '../maths/smoothstep.js';
import { crimp } from './crimp.js';

// Half the width of the yarn, and how solid it is at `u` half cells off its axis.
export function outline(u, s, yarn, begins, ends, softness) {
  const half = yarn.fullness * (0.8 + 0.2 * crimp(s, begins, ends));
  return { half, alpha: 1 - smoothstep(half - softness, half, Math.abs(u)) };
}

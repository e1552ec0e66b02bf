import { lerp } from '../maths/lerp.js';
import { smoothstep } from '../maths/smoothstep.js';
import { hash } from './hash.js';

// Smooth noise along a line, 0 to 1.
export function valueNoise(x, seed = 0) {
  const cell = Math.floor(x);
  return lerp(hash(cell, seed), hash(cell + 1, seed), smoothstep(0, 1, x - cell));
}

import { valueNoise } from './value-noise.js';

// Two octaves: a slow drift of the spun yarn and a quicker tremor on it.
export const slub = (along, seed) =>
  valueNoise(along * 0.11, seed) * 0.7 + valueNoise(along * 0.47, seed + 31) * 0.3;

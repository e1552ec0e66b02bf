import { blocks } from './blocks.js';

// Neighbouring overshot blocks share a shaft, which makes the half-tones.
const table = { A: [1, 2], B: [3, 2], C: [3, 4], D: [1, 4] };

export const overshotThreading = (text) => blocks(text, table);

const lifts = { A: [1], B: [2], C: [3], D: [4] };

export const overshotTreadling = (text) => blocks(text, lifts);

import { blocks } from './blocks.js';

// Two shafts tie the pattern weft down; every further shaft is a block.
const table = {
  A: [1, 3, 2, 3],
  B: [1, 4, 2, 4],
  C: [1, 5, 2, 5],
  D: [1, 6, 2, 6],
};

export const summerAndWinter = (text) => blocks(text, table);

import { clamp } from '../maths/clamp.js';

// Where the four parts of a draft lie in a square of the given size.
export function plan(draft, side) {
  const margin = Math.max(draft.shafts, draft.treadles);
  const threads = clamp(Math.max(draft.threading.length, draft.treadling.length), 16, 40);
  const cell = Math.floor(side / (threads + margin + 1));
  const ends = Math.floor(side / cell) - draft.treadles - 1;
  const picks = Math.floor(side / cell) - draft.shafts - 1;
  const right = (ends + 1) * cell;
  const below = (draft.shafts + 1) * cell;
  return {
    cell,
    threading: { x: 0, y: 0, cell, columns: ends, rows: draft.shafts },
    tieUp: { x: right, y: 0, cell, columns: draft.treadles, rows: draft.shafts },
    treadling: { x: right, y: below, cell, columns: draft.treadles, rows: picks },
    cloth: { x: 0, y: below, cell, columns: ends, rows: picks },
  };
}

import { range } from '../maths/range.js';

// The longest run of crossings that a thread passes without being bound.
function longestRun(length, onTop) {
  let best = 0;
  let run = 0;
  let last = null;
  for (let i = 0; i < length * 2; i += 1) {
    const top = onTop(i);
    run = top === last ? run + 1 : 1;
    last = top;
    best = Math.max(best, run);
  }
  return Math.min(best, length);
}

export const longestFloat = ({ columns, rows, warpUp }) => Math.max(
  ...range(columns).map((end) => longestRun(rows, (pick) => warpUp(end, pick))),
  ...range(rows).map((pick) => longestRun(columns, (end) => warpUp(end, pick))),
);

import { sum } from '../maths/sum.js';
import { modulo } from '../maths/modulo.js';
import { range } from '../maths/range.js';

// "2/2" or "3/2/1/2": up, down, up, down; each treadle starts one shaft on.
export function twillTieUp(ratio) {
  const runs = ratio.split('/').map(Number);
  const lifted = runs.flatMap((run, i) => Array(run).fill(i % 2 === 0));
  const shafts = sum(runs);
  return range(shafts).map((treadle) =>
    range(shafts, 1).filter((shaft) => lifted[modulo(shaft - 1 - treadle, shafts)]));
}

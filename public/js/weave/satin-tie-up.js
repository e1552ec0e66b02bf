import { range } from '../maths/range.js';
import { skipping } from './skipping.js';

// One shaft for each treadle, a leap apart, so that no two bindings touch.
export const sateenTieUp = (shafts, leap) => skipping(shafts, leap).map((shaft) => [shaft]);

// The same cloth seen from its warp side: all shafts but one.
export const satinTieUp = (shafts, leap) =>
  skipping(shafts, leap).map((down) => range(shafts, 1).filter((shaft) => shaft !== down));

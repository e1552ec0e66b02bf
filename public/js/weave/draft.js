import { order } from './order.js';

// A draft says all there is to know about a structure: which shaft each end is
// threaded on, which shafts each treadle lifts, which treadle each pick uses.
export function draft({ threading, tieUp, treadling = threading, warp = 'A', weft = 'B', ...about }) {
  const shafts = Math.max(...threading);
  if (Math.max(...treadling) > tieUp.length) throw new Error(`${about.id}: a treadle is not tied`);
  if (Math.max(...tieUp.flat()) > shafts) throw new Error(`${about.id}: a shaft is not threaded`);
  return Object.freeze({
    ...about,
    threading,
    tieUp,
    treadling,
    shafts,
    treadles: tieUp.length,
    warp: order(warp),
    weft: order(weft),
  });
}

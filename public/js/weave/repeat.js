import { lcm } from '../maths/lcm.js';

// The cloth repeats when both the structure and the colours have come round.
export const repeat = ({ threading, treadling, warp, weft }) => ({
  ends: lcm(threading.length, warp.length),
  picks: lcm(treadling.length, weft.length),
});

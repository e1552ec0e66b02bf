import { smoothstep } from '../maths/smoothstep.js';

// A float rises out of the cloth where it begins and dives where it ends.
// `s` runs from 0 to 1 along one crossing.
export function crimp(s, begins, ends) {
  const rise = begins ? smoothstep(-0.12, 0.5, s) : 1;
  const fall = ends ? smoothstep(-0.12, 0.5, 1 - s) : 1;
  return rise * fall;
}

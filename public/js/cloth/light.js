import { crimp } from './crimp.js';
import { facing } from './cross-section.js';
import { twist } from './twist.js';

// How bright the yarn is at a point: u across it, s along one crossing.
// The lamp stands to the upper left.
export function light(u, s, yarn, begins, ends) {
  const height = crimp(s, begins, ends);
  const up = facing(u);
  const slope = crimp(s + 0.04, begins, ends) - crimp(s - 0.04, begins, ends);
  const body = 0.3 + 0.62 * up * (0.35 + 0.65 * height);
  const lean = -0.13 * u + 0.55 * yarn.crimp * slope;
  const fibre = 0.07 * twist(s, u, yarn.twist);
  const gleam = yarn.sheen * Math.max(0, up - 0.12 * (u + 0.4) ** 2) ** 9 * height ** 2;
  return Math.max(0.08, body + lean * 0.6 + fibre) + gleam * 0.45;
}

import { lerp } from '../maths/lerp.js';
import { fromLinear, toLinear } from './linear.js';

// Mix two colours as light, which keeps the middle from going muddy.
export const mix = (a, b, t) =>
  a.map((part, i) => fromLinear(lerp(toLinear(part), toLinear(b[i]), t)));

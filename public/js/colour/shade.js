import { clamp } from '../maths/clamp.js';
import { fromLinear, toLinear } from './linear.js';

// The colour under more (above 1) or less (below 1) light.
export const shade = (rgb, light) =>
  rgb.map((part) => clamp(fromLinear(clamp(toLinear(part) * light, 0, 1)), 0, 255));

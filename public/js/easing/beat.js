import { inOutSine } from './in-out-sine.js';
import { outCubic } from './out-cubic.js';

// A weaver's rhythm: a careful start, then a steady run to the end.
export const beat = (t) => inOutSine(t) * 0.6 + outCubic(t) * 0.4;

import { slub } from '../noise/slub.js';
import { variants } from './sprite-sheet.js';

// Unevenness drifts along a thread; it doesn't flicker from crossing to crossing.
export const variantOf = (thread, along) =>
  Math.min(variants - 1, Math.floor(slub(along, thread * 17) * variants));

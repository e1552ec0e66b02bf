import { clamp } from '../maths/clamp.js';

export const thickness = { least: 5, most: 28 };

// A narrow screen gets finer yarn, so that it still shows a whole repeat.
export const defaults = (width) => ({
  pattern: 'advancing-twill',
  palette: 'fjord',
  yarn: 'wool',
  order: 'as-drafted',
  thickness: clamp(Math.round(width / 105), 8, 14),
});

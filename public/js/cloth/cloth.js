import { hexToRgb } from '../colour/hex-to-rgb.js';
import { mix } from '../colour/mix.js';
import { rgbToCss } from '../colour/rgb-to-css.js';
import { fitCount } from '../geometry/fit-count.js';
import { drawdown } from '../weave/drawdown.js';
import { spriteSheet } from './sprite-sheet.js';

// Between the yarns one looks into shadow.
const shadow = (palette) => rgbToCss(mix(hexToRgb(palette.ground), [0, 0, 0], 0.35));

// All that is needed to draw a piece of cloth of the given size in pixels.
export function cutCloth({ draft, palette, yarn, step, width, height }) {
  const { warpUp } = drawdown(draft);
  return {
    draft,
    step,
    columns: fitCount(width, step),
    rows: fitCount(height, step),
    warpUp,
    sprites: spriteSheet({ palette, yarn, step }),
    ground: shadow(palette),
  };
}

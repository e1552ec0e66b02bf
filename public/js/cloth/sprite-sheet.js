import { hexToRgb } from '../colour/hex-to-rgb.js';
import { drawSprite } from './sprite.js';

export const variants = 4;

// Sprites are drawn when first asked for, and kept as long as the yarn stays.
export function spriteSheet({ palette, yarn, step }) {
  const colours = palette.threads.map(hexToRgb);
  const kept = new Map();
  return (thread, isWarp, begins, ends, variant) => {
    const index = thread % colours.length;
    const key = (((index * variants + variant) * 2 + isWarp) * 2 + begins) * 2 + ends;
    let sprite = kept.get(key);
    if (!sprite) {
      sprite = drawSprite({ rgb: colours[index], yarn, step, isWarp, begins, ends, variant });
      kept.set(key, sprite);
    }
    return sprite;
  };
}

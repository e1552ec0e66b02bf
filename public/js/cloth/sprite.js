import { shade } from '../colour/shade.js';
import { hash } from '../noise/hash.js';
import { slub } from '../noise/slub.js';
import { light } from './light.js';
import { outline } from './outline.js';

// One crossing of one yarn, drawn point by point and then stamped many times.
export function drawSprite({ rgb, yarn, step, isWarp, begins, ends, variant }) {
  const canvas = document.createElement('canvas');
  canvas.width = step;
  canvas.height = step;
  const context = canvas.getContext('2d');
  const image = context.createImageData(step, step);
  const uneven = 1 + (slub(variant * 7.3, 5) - 0.5) * 0.34 * yarn.slub;
  for (let y = 0; y < step; y += 1) {
    for (let x = 0; x < step; x += 1) {
      const across = ((isWarp ? x : y) + 0.5) / step;
      const s = ((isWarp ? y : x) + 0.5) / step;
      const u = across * 2 - 1;
      const { half, alpha } = outline(u, s, yarn, begins, ends, 2.4 / step);
      const grain = (hash(x + variant * 64, y + (isWarp ? 0 : 512)) - 0.5) * yarn.fuzz * 1.6;
      const colour = shade(rgb, light(u / half, s, yarn, begins, ends) * uneven * (1 + grain) * 1.12);
      const at = (y * step + x) * 4;
      [image.data[at], image.data[at + 1], image.data[at + 2]] = colour;
      image.data[at + 3] = alpha * 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

import { hexToRgb } from '../colour/hex-to-rgb.js';
import { luminance } from '../colour/luminance.js';
import { element } from '../dom/element.js';

// Four threads side by side, dark to light, as on a shade card.
export function paletteFace({ threads }) {
  const shades = threads.slice(0, 4).sort((a, b) => luminance(hexToRgb(a)) - luminance(hexToRgb(b)));
  return element('span', { class: 'chip-face', 'aria-hidden': 'true' }, ...shades.map((shade) => {
    const thread = element('span', { class: 'chip-thread' });
    thread.style.backgroundColor = shade;
    return thread;
  }));
}

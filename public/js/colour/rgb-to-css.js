import { clamp } from '../maths/clamp.js';

export const rgbToCss = (rgb, alpha = 1) => {
  const [r, g, b] = rgb.map((part) => Math.round(clamp(part, 0, 255)));
  return alpha === 1 ? `rgb(${r} ${g} ${b})` : `rgb(${r} ${g} ${b} / ${alpha})`;
};

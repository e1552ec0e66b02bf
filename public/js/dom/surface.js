import { sameSize, size } from '../geometry/size.js';

// A canvas as sharp as the screen: its pixels are device pixels.
export function surface(canvas) {
  const context = canvas.getContext('2d');
  return {
    canvas,
    context,
    scale: 1,
    fit() {
      this.scale = Math.min(3, window.devicePixelRatio || 1);
      const wanted = size(
        Math.max(1, Math.round(canvas.clientWidth * this.scale)),
        Math.max(1, Math.round(canvas.clientHeight * this.scale)),
      );
      // Setting the size wipes a canvas, even when it is the same size.
      if (!sameSize(canvas, wanted)) Object.assign(canvas, wanted);
      return wanted;
    },
  };
}

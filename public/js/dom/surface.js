import { size } from '../geometry/size.js';

// A canvas as sharp as the screen: its pixels are device pixels.
export function surface(canvas) {
  const context = canvas.getContext('2d');
  return {
    canvas,
    context,
    scale: 1,
    fit() {
      this.scale = Math.min(3, window.devicePixelRatio || 1);
      canvas.width = Math.max(1, Math.round(canvas.clientWidth * this.scale));
      canvas.height = Math.max(1, Math.round(canvas.clientHeight * this.scale));
      return size(canvas.width, canvas.height);
    },
  };
}

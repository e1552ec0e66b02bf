import { milliseconds } from '../format/milliseconds.js';
import { niceStep } from '../maths/nice-step.js';

// Upright threads at round times, with the times at their feet.
export function timeWarp(context, { width, height, span, scale, thread, ink }) {
  const step = niceStep(span, width / scale / 110);
  context.font = `${11 * scale}px system-ui, sans-serif`;
  for (let time = 0; time < span; time += step) {
    const x = Math.round((time / span) * width);
    context.fillStyle = thread;
    context.fillRect(x, 0, scale, height);
    context.fillStyle = ink;
    if (time > 0) context.fillText(milliseconds(time), x + 5 * scale, height - 6 * scale);
  }
}

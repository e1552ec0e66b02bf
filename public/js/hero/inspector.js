import { threadAt } from '../cloth/thread-at.js';
import { find } from '../dom/find.js';
import { setText } from '../dom/set-text.js';

// Point at a crossing and read which thread lies on top there, and why.
export function startInspector(canvas, loom) {
  const reading = find('#reading');
  canvas.addEventListener('pointermove', (event) => {
    const { end, pick, warpUp, draft } = loom.crossingAt(event.offsetX, event.offsetY);
    const shaft = threadAt(draft.threading, end);
    const treadle = threadAt(draft.treadling, pick);
    setText(reading, `End ${end + 1} on shaft ${shaft}, pick ${pick + 1} on treadle ${treadle}: ${warpUp ? 'warp' : 'weft'} over`);
    reading.hidden = false;
  });
  canvas.addEventListener('pointerleave', () => {
    reading.hidden = true;
  });
}

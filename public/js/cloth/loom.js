import { surface } from '../dom/surface.js';
import { watchSize } from '../dom/watch-size.js';
import { cellAt } from '../geometry/cell-at.js';
import { drawBareWarp } from './bare-warp.js';
import { cutCloth } from './cloth.js';
import { createWeaver } from './weaver.js';

// A canvas that weaves what it is given and stays covered when it is resized.
export function createLoom(canvas) {
  const face = surface(canvas);
  const weaver = createWeaver(face.context);
  let present = null;
  let cloth = null;

  function cut() {
    const { width, height } = face.fit();
    const step = Math.max(3, Math.round(present.thickness * face.scale));
    cloth = cutCloth({ ...present, step, width, height });
  }

  function redraw() {
    if (!present) return;
    cut();
    weaver.atOnce(cloth);
  }

  watchSize(canvas, redraw);

  return {
    show(piece) {
      present = piece;
      redraw();
    },
    weave(piece) {
      const first = present === null;
      present = piece;
      cut();
      if (first) drawBareWarp(face.context, cloth);
      return weaver.slowly(cloth);
    },
    crossingAt(x, y) {
      const { column: end, row: pick } = cellAt(x * face.scale, y * face.scale, cloth.step);
      return { end, pick, warpUp: cloth.warpUp(end, pick), draft: cloth.draft };
    },
  };
}

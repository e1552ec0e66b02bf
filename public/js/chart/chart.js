import { readToken } from '../colour/read-token.js';
import { surface } from '../dom/surface.js';
import { drawdown } from '../weave/drawdown.js';
import { filledCells } from './filled-cells.js';
import { frame } from './frame.js';
import { plan } from './plan.js';
import { threadingPart } from './threading-part.js';
import { tieUpPart } from './tie-up-part.js';
import { treadlingPart } from './treadling-part.js';

// The draft on squared paper: threading above, treadling right, cloth between.
export function createChart(canvas) {
  const face = surface(canvas);
  return function draw(draft) {
    const { width, height } = face.fit();
    const { context } = face;
    const parts = plan(draft, Math.min(width, height));
    context.clearRect(0, 0, width, height);
    context.strokeStyle = readToken('--rule');
    for (const part of [parts.threading, parts.tieUp, parts.treadling]) frame(context, part);
    context.fillStyle = readToken('--ink');
    filledCells(context, { ...parts.cloth, isFilled: drawdown(draft).warpUp });
    context.fillStyle = readToken('--accent');
    filledCells(context, { ...parts.threading, isFilled: threadingPart(draft) });
    filledCells(context, { ...parts.tieUp, isFilled: tieUpPart(draft) });
    filledCells(context, { ...parts.treadling, isFilled: treadlingPart(draft) });
  };
}

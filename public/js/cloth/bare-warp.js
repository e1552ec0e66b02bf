import { threadAt } from './thread-at.js';
import { variantOf } from './variant-of.js';

// The stretched ends before the first pick: nothing crosses them yet.
export function drawBareWarp(context, cloth, fromPick = 0) {
  const { step, columns, rows, sprites, draft, ground } = cloth;
  context.fillStyle = ground;
  context.fillRect(0, fromPick * step, columns * step, (rows - fromPick) * step);
  for (let end = 0; end < columns; end += 1) {
    for (let pick = fromPick; pick < rows; pick += 1) {
      const sprite = sprites(threadAt(draft.warp, end), 1, 0, 0, variantOf(end, pick));
      context.drawImage(sprite, end * step, pick * step);
    }
  }
}

import { threadAt } from './thread-at.js';
import { variantOf } from './variant-of.js';

// One pick across the whole width, with the ends that pass over it.
export function drawRow(context, cloth, pick) {
  const { step, columns, warpUp, sprites, draft, ground } = cloth;
  const y = pick * step;
  context.fillStyle = ground;
  context.fillRect(0, y, columns * step, step);
  for (let end = 0; end < columns; end += 1) {
    const isWarp = warpUp(end, pick);
    const sprite = isWarp
      ? sprites(threadAt(draft.warp, end), 1,
        +!warpUp(end, pick - 1), +!warpUp(end, pick + 1), variantOf(end, pick))
      : sprites(threadAt(draft.weft, pick), 0,
        +warpUp(end - 1, pick), +warpUp(end + 1, pick), variantOf(pick + 4096, end));
    context.drawImage(sprite, end * step, y);
  }
}

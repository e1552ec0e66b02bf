import { phasesOf } from '../timing/phases.js';

const strength = { queued: 0.16, lookup: 0.4, connect: 0.4, secure: 0.4, waiting: 0.42, receiving: 1 };

// One request as a thread: thin while it waits, full while it arrives.
export function weftOf(context, entry, { y, thick, xOf, scale, colour }) {
  context.fillStyle = colour;
  const full = Math.max(1, thick * 0.82);
  for (const { id, from, to } of phasesOf(entry)) {
    context.globalAlpha = strength[id];
    const least = id === 'receiving' ? 2 * scale : 0;
    context.fillRect(xOf(from), y, Math.max(least, xOf(to) - xOf(from)), full);
  }
  context.globalAlpha = 1;
}

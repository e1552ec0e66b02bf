import { readToken } from '../colour/read-token.js';
import { surface } from '../dom/surface.js';
import { milliseconds } from '../format/milliseconds.js';
import { plural } from '../format/plural.js';
import { kindOf, kinds } from '../timing/kind.js';
import { weftOf } from './weft-of.js';
import { timeWarp } from './time-warp.js';
import { flag } from './flag.js';

// The whole load as a cloth: time is the warp, every request is a pick.
export function createOverview(canvas) {
  const face = surface(canvas);
  return (entries, summary) => {
    const { width, height } = face.fit();
    const { context, scale } = face;
    const span = Math.max(summary.end, summary.modulesReady ?? 0, summary.loaded ?? 0) * 1.02;
    const xOf = (time) => (time / span) * width;
    const thick = height / Math.max(1, entries.length);
    const colours = Object.fromEntries(kinds.map(({ id }) => [id, readToken(`--kind-${id}`)]));

    context.clearRect(0, 0, width, height);
    timeWarp(context, { width, height, span, scale, thread: readToken('--rule'), ink: readToken('--soft') });
    entries.forEach((entry, i) => {
      weftOf(context, entry, { y: i * thick, thick, xOf, scale, colour: colours[kindOf(entry).id] });
    });
    const ink = readToken('--ink');
    if (summary.modulesReady) flag(context, { x: xOf(summary.modulesReady), y: 0.06 * height, text: 'modules ready', ink, width, height, scale });
    if (summary.loaded) flag(context, { x: xOf(summary.loaded), y: 0.16 * height, text: 'load', ink, width, height, scale });
    canvas.setAttribute('aria-label', `${plural(entries.length, 'request')} in ${milliseconds(summary.end)}, drawn as threads from the first to the last`);
  };
}

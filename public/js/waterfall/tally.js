import { find } from '../dom/find.js';
import { setText } from '../dom/set-text.js';
import { bytes } from '../format/bytes.js';
import { milliseconds } from '../format/milliseconds.js';
import { number } from '../format/number.js';
import { percent } from '../format/percent.js';
import { plural } from '../format/plural.js';
import { protocolName } from '../timing/protocol.js';

const time = (value) => (value === null ? '…' : milliseconds(value));

function connectionNote({ opened, requests }) {
  if (opened === 0) return 'all reused: it was open already';
  return `opened; ${plural(requests - opened, 'request')} reused ${opened === 1 ? 'it' : 'them'}`;
}

// The six figures that say how the page came.
export function createTally() {
  const write = (id, value, note) => {
    setText(find(`#${id}`), value);
    setText(find(`#${id}-note`), note);
  };
  return (summary) => {
    const { requests, opened, protocols, wire, decoded, fromCache } = summary;
    write('requests-count', number(requests), fromCache > 0 ? `${number(fromCache)} from the browser’s cache` : 'none from the browser’s cache');
    write('connections', number(opened), connectionNote(summary));
    write('protocol', protocols.length > 0 ? protocolName(protocols[0]) : '–', protocols.length > 1 ? `also ${protocols.slice(1).map(protocolName).join(', ')}` : 'for every request');
    write('wire', bytes(wire), `for ${bytes(decoded)} decoded (${percent(wire, decoded)})`);
    write('ready', time(summary.modulesReady), 'all fetched and run');
    write('loaded', time(summary.loaded), 'images and all');
  };
}

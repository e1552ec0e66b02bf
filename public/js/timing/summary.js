import { sum } from '../maths/sum.js';
import { openedConnection } from './connection.js';
import { loaded, modulesReady } from './marks.js';
import { originOf } from './origin.js';
import { protocolsOf } from './protocol.js';

export function summarise(entries) {
  return {
    requests: entries.length,
    opened: entries.filter(openedConnection).length,
    protocols: protocolsOf(entries),
    wire: sum(entries.map((entry) => entry.transferSize)),
    encoded: sum(entries.map((entry) => entry.encodedBodySize)),
    decoded: sum(entries.map((entry) => entry.decodedBodySize)),
    fromCache: entries.filter((entry) => originOf(entry) === 'cache').length,
    end: Math.max(1, ...entries.map((entry) => entry.responseEnd)),
    modulesReady: modulesReady(),
    loaded: loaded(),
  };
}

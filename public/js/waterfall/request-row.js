import { element } from '../dom/element.js';
import { bytes } from '../format/bytes.js';
import { milliseconds } from '../format/milliseconds.js';
import { pathName } from '../format/path-name.js';
import { connectionText } from '../timing/connection.js';
import { kindOf } from '../timing/kind.js';
import { originOf } from '../timing/origin.js';
import { bar } from './bar.js';

const cell = (className, text) => element('td', { class: className, text });

function wireText(entry) {
  const origin = originOf(entry);
  return origin === 'network' ? bytes(entry.transferSize) : origin;
}

export function requestRow(entry) {
  const { folder, name } = pathName(entry.name);
  const connection = connectionText(entry);
  return element('tr', { 'data-kind': kindOf(entry).id },
    element('th', { scope: 'row', class: 'name', title: folder + name },
      element('span', { class: 'folder', text: folder.slice(0, -1) + (name === '/' ? '' : '/') }),
      element('span', { class: 'file', text: name })),
    element('td', { class: 'track' }, bar(entry)),
    cell('protocol', entry.nextHopProtocol || '–'),
    cell(`connection ${connection}`, connection),
    cell('figure wire', wireText(entry)),
    cell('figure body', bytes(entry.encodedBodySize)),
    cell('figure decoded', bytes(entry.decodedBodySize)),
    cell('figure time', milliseconds(Math.max(0, entry.responseEnd - entry.startTime))));
}

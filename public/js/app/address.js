import { drafts } from '../drafts/catalogue.js';
import { palettes } from '../palettes/index.js';
import { byId } from './by-id.js';

// "#weave=serge&palette=ink" is an address that can be passed on.
export function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const draft = byId(drafts, words.get('weave'));
  if (!draft) return {};
  const palette = byId(palettes, words.get('palette'));
  return { pattern: draft.id, palette: (palette ?? byId(palettes, draft.palette)).id };
}

export function writeAddress({ pattern, palette }) {
  const own = byId(drafts, pattern).palette === palette;
  const address = own ? `#weave=${pattern}` : `#weave=${pattern}&palette=${palette}`;
  if (location.hash !== address) history.replaceState(null, '', address);
}

import { drafts } from '../drafts/catalogue.js';
import { byId } from '../app/by-id.js';
import { isCalm } from '../app/motion.js';
import { find, findAll } from '../dom/find.js';
import { patternPatch } from '../hero/pattern-patch.js';
import { swatchId } from './swatch-id.js';

// The swatches are plain links; with scripts on, they put the cloth on the loom.
export function startGallery(store) {
  const links = findAll('.swatch');
  const hero = find('#loom');

  function mark() {
    const { pattern } = store.get();
    for (const link of links) {
      if (swatchId(link) === pattern) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  for (const link of links) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      store.set(patternPatch(byId(drafts, swatchId(link))));
      hero.scrollIntoView({ behavior: isCalm() ? 'auto' : 'smooth' });
    });
  }
  store.subscribe(mark);
  mark();
}

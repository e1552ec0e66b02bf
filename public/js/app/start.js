import { startGallery } from '../gallery/gallery.js';
import { startHero } from '../hero/hero.js';
import { startWaterfall } from '../waterfall/waterfall.js';
import { readAddress, writeAddress } from './address.js';
import { defaults } from './defaults.js';
import { createStore } from './store.js';

export function start() {
  const store = createStore({ ...defaults(window.innerWidth), ...readAddress() });
  const woven = startHero(store);
  startGallery(store);
  startWaterfall();
  store.subscribe((state, changed) => {
    if (changed.includes('pattern') || changed.includes('palette')) writeAddress(state);
  });
  window.addEventListener('hashchange', () => store.set(readAddress()));
  return woven;
}

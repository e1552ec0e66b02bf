import { neighbour } from './neighbour.js';
import { surprise } from './surprise.js';

const keys = {
  '[': (state) => neighbour(state, -1),
  ']': (state) => neighbour(state, 1),
  s: surprise,
};

// Keys that type or choose something elsewhere are left alone.
const isBusy = (target) => target.closest('input, select, textarea') !== null;

export function startShortcuts(store) {
  document.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
    store.set(act(store.get()));
  });
}

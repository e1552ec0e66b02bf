import { drafts, families } from '../drafts/catalogue.js';
import { byId } from '../app/by-id.js';
import { thickness } from '../app/defaults.js';
import { fillGroupedSelect, fillSelect } from '../dom/fill-select.js';
import { find } from '../dom/find.js';
import { setText } from '../dom/set-text.js';
import { orders } from '../orders/index.js';
import { yarns } from '../yarns/index.js';
import { startPaletteRow } from './palette-row.js';
import { patternPatch } from './pattern-patch.js';
import { neighbour } from './neighbour.js';
import { surprise } from './surprise.js';

export function startControls(store, weaveAgain) {
  const pattern = find('#pattern');
  const yarn = find('#yarn');
  const order = find('#order');
  const size = find('#thickness');
  const sizeShown = find('#thickness-shown');

  fillGroupedSelect(pattern, families.map(({ name, drafts: items }) => ({ name, items })));
  fillSelect(yarn, yarns);
  fillSelect(order, orders);
  Object.assign(size, { min: thickness.least, max: thickness.most });

  const showPalette = startPaletteRow(find('#palettes'), store);

  function show() {
    const state = store.get();
    pattern.value = state.pattern;
    yarn.value = state.yarn;
    order.value = state.order;
    size.value = state.thickness;
    setText(sizeShown, `${state.thickness} px`);
    showPalette(state.palette);
  }

  pattern.addEventListener('change', () => store.set(patternPatch(byId(drafts, pattern.value))));
  yarn.addEventListener('change', () => store.set({ yarn: yarn.value }));
  order.addEventListener('change', () => store.set({ order: order.value }));
  size.addEventListener('input', () => store.set({ thickness: Number(size.value) }));
  find('#previous').addEventListener('click', () => store.set(neighbour(store.get(), -1)));
  find('#next').addEventListener('click', () => store.set(neighbour(store.get(), 1)));
  find('#surprise').addEventListener('click', () => store.set(surprise(store.get())));
  find('#again').addEventListener('click', weaveAgain);
  store.subscribe(show);
  show();
}

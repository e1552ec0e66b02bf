import { announce } from '../dom/announce.js';
import { find } from '../dom/find.js';
import { onSchemeChange } from '../app/scheme.js';
import { selection } from '../app/selection.js';
import { createChart } from '../chart/chart.js';
import { createLoom } from '../cloth/loom.js';
import { startControls } from './controls.js';
import { startCaption } from './caption.js';
import { startInspector } from './inspector.js';
import { startShortcuts } from './shortcuts.js';

export function startHero(store) {
  const canvas = find('#cloth');
  const loom = createLoom(canvas);
  const chart = createChart(find('#draft'));
  const caption = startCaption();

  startControls(store, () => loom.weave(selection(store.get())));
  startInspector(canvas, loom);
  startShortcuts(store);

  function describe() {
    const chosen = selection(store.get());
    caption(chosen);
    chart(chosen.draft);
    canvas.setAttribute('aria-label', `${chosen.draft.name}, woven in the colours ${chosen.palette.name}`);
    return chosen;
  }

  store.subscribe((state, changed) => {
    const chosen = describe();
    if (changed.includes('thickness')) loom.show(chosen);
    else {
      loom.weave(chosen);
      announce(`${chosen.draft.name}, ${chosen.palette.name}`);
    }
  });
  onSchemeChange(describe);
  return loom.weave(describe());
}

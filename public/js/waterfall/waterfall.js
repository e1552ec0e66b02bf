import { onSchemeChange } from '../app/scheme.js';
import { find } from '../dom/find.js';
import { oncePerFrame } from '../dom/once-per-frame.js';
import { watchSize } from '../dom/watch-size.js';
import { allEntries, onEntries } from '../timing/collector.js';
import { summarise } from '../timing/summary.js';
import { createAxis } from './axis.js';
import { startFilter } from './filter.js';
import { startLegend } from './legend.js';
import { createOverview } from './overview.js';
import { createRows } from './rows.js';
import { createTally } from './tally.js';

export function startWaterfall() {
  const table = find('#requests');
  const overview = createOverview(find('#overview'));
  const axis = createAxis(find('#axis'), table);
  const rows = createRows(find('#requests tbody'));
  const tally = createTally();
  const filter = startFilter(find('#kinds'), table);
  startLegend(find('#phases'));

  const update = oncePerFrame(() => {
    const entries = allEntries();
    const summary = summarise(entries);
    tally(summary);
    axis(summary.end);
    rows(entries);
    filter(entries);
    overview(entries, summary);
  });

  onEntries(update);
  onSchemeChange(update);
  watchSize(find('#overview'), update);
  // The load event ends after its listeners, so look once more behind it.
  window.addEventListener('load', () => setTimeout(update));
  new PerformanceObserver(update).observe({ type: 'mark' });
  update();
}

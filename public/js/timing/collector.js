const kept = new Set();
const listeners = new Set();

function keep(entries) {
  for (const entry of entries) kept.add(entry);
  for (const listener of listeners) listener();
}

for (const type of ['navigation', 'resource']) {
  new PerformanceObserver((list) => keep(list.getEntries())).observe({ type, buffered: true });
}

export const onEntries = (listener) => listeners.add(listener);

// The navigation entry is also asked for directly: it is only reported after the load.
export function allEntries() {
  const seen = new Map();
  const known = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource'), ...kept];
  for (const entry of known) seen.set(`${entry.entryType} ${entry.name} ${entry.startTime}`, entry);
  return [...seen.values()].sort((a, b) => a.startTime - b.startTime);
}

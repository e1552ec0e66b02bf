// Runs before any script of the page: its own buffer holds 250 entries, and the largest paint is only
// told to who has asked for it.
performance.setResourceTimingBufferSize(20000);
globalThis.__weft = { paints: [] };
try {
  new PerformanceObserver((list) => __weft.paints.push(...list.getEntries().map((entry) => entry.startTime)))
    .observe({ type: 'largest-contentful-paint', buffered: true });
} catch {
  // Not in this browser.
}

// Waits until the page is complete: loaded, and for half a second without another request. Then tells
// what the browser measured, under the names the W3C gave it.
(async () => {
  const quiet = 500, step = 100;
  const loaded = () => performance.getEntriesByType('navigation')[0]?.loadEventEnd > 0;
  for (let before = -1, since = 0; ; ) {
    await new Promise((resolve) => setTimeout(resolve, step));
    const now = performance.getEntriesByType('resource').length + performance.getEntriesByType('mark').length;
    since = loaded() && now === before ? since + step : 0;
    before = now;
    if (since >= quiet) break;
  }
  const pick = (entry, names) => Object.fromEntries(names.map((name) => [name, entry[name] ?? 0]));
  const timings = ['startTime', 'domainLookupStart', 'domainLookupEnd', 'connectStart', 'secureConnectionStart',
    'connectEnd', 'requestStart', 'responseStart', 'responseEnd', 'transferSize', 'encodedBodySize', 'decodedBodySize',
    'nextHopProtocol', 'responseStatus', 'contentType', 'renderBlockingStatus'];
  const [navigation] = performance.getEntriesByType('navigation');
  return JSON.stringify({
    navigation: pick(navigation, [...timings, 'domContentLoadedEventEnd', 'loadEventEnd']),
    url: location.href,
    timeOrigin: performance.timeOrigin,
    firstContentfulPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
    largestContentfulPaint: globalThis.__weft?.paints.at(-1) ?? null,
    marks: Object.fromEntries(performance.getEntriesByType('mark').slice(0, 100).map((m) => [m.name, m.startTime])),
    resources: performance.getEntriesByType('resource')
      .map((entry) => ({ url: entry.name, initiatorType: entry.initiatorType, ...pick(entry, timings) })),
  });
})()

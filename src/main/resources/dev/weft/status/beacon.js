// Tells this server how long this page took to load: its path and four times, once, and nothing of
// the visitor. <script src="/.weft/beacon.js" async></script>
(() => {
  let largest = 0;
  let told = false;
  try {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
  } catch {
    // a browser that knows no such thing tells the rest
  }
  const tell = () => {
    const [navigation] = performance.getEntriesByType("navigation");
    if (told || !navigation || !navigation.loadEventEnd) return;
    told = true;
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const report = new URLSearchParams({ page: location.pathname });
    const times = {
      "first-byte": navigation.responseStart,
      "first-contentful-paint": paint && paint.startTime,
      "largest-contentful-paint": largest,
      load: navigation.loadEventEnd,
    };
    for (const [name, millis] of Object.entries(times)) {
      if (millis > 0 && millis < 600000) report.set(name, Math.round(millis));
    }
    navigator.sendBeacon("/.weft/beacon", report);
  };
  // When the page is left, since the largest paint may come late.
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
  addEventListener("pagehide", tell);
})();

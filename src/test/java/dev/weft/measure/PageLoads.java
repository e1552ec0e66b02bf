package dev.weft.measure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Page loads that nobody had to wait for. */
final class PageLoads {
  static final Variant H2 = variant("h2");
  static final Variant H1 = variant("h1");

  private PageLoads() {}

  static Variant variant(String name) {
    return new Variant(name, URI.create("https://localhost/"), Optional.empty(), true);
  }

  /** As the script in the page tells it. */
  static String told(double loadEventEnd, String marks) {
    return """
    {"url": "https://localhost/", "marks": {%s},
     "firstContentfulPaint": 30.5, "largestContentfulPaint": null,
     "navigation": {"responseStart": 20, "transferSize": 1000, "nextHopProtocol": "h2",
       "responseStatus": 200, "domContentLoadedEventEnd": 40, "loadEventEnd": %s},
     "resources": [
       {"url": "https://localhost/a.js", "initiatorType": "script", "transferSize": 300,
        "nextHopProtocol": "h2", "responseStart": 25},
       {"url": "https://localhost/b.js", "initiatorType": "script", "transferSize": 0}]}
    """
        .formatted(marks, loadEventEnd);
  }

  /** One that means harm with every text it has. */
  static PageLoad hostile(String text) {
    String quoted = Json.write(text);
    return PageLoad.read(
        Json.parse(
            """
            {"url": %1$s, "timeOrigin": 1e308, "marks": {%1$s: 7},
             "navigation": {"loadEventEnd": 50, "responseEnd": -1, "startTime": "x"},
             "resources": [{"url": %1$s, "initiatorType": %1$s, "nextHopProtocol": %1$s,
               "contentType": %1$s, "startTime": 1e300, "responseEnd": 1e308, "responseStatus": %1$s}]}
            """
                .formatted(quoted)));
  }

  static PageLoad load(double loadEventEnd) {
    return PageLoad.read(Json.parse(told(loadEventEnd, "")));
  }

  private static PageLoad over(PageLoad load, int connections) {
    return load.in(
        new PageLoad.Around(new Product("Chromium", "156"), OptionalInt.of(connections)));
  }

  /** Runs of two variants that took turns, by when each load ended. */
  static Outcome outcome(List<Double> h2, List<Double> h1) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < h2.size(); i++) {
      runs.add(new Run.Complete(H2, over(load(h2.get(i)), 1)));
      runs.add(new Run.Complete(H1, over(load(h1.get(i)), 6)));
    }
    return new Outcome(plan(h2.size()), runs);
  }

  static Plan plan(int runs) {
    return new Plan(
        List.of(H2, H1),
        runs,
        false,
        false,
        Optional.empty(),
        new Installed(Installed.Engine.CHROMIUM, Path.of("chromium")),
        Duration.ofSeconds(60));
  }
}

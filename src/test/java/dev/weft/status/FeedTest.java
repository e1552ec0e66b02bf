package dev.weft.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is told is well formed, whatever peers sent. */
class FeedTest {
  private static final String HOSTILE =
      "/\"'</script><img src=x onerror=alert(1)>\\\n\r\u2028\u0000{}";

  /** A sample of the text format, by the grammar of its documentation. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\""
              + "(,[a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\")*})? ([-+0-9.eE]+|NaN)");

  private final Live live = new Live();
  private final Traffic traffic = new Traffic(HOSTILE);
  private final PageLoads loads = new PageLoads(System::nanoTime);
  private final Shown shown =
      new Shown(live, loads, () -> new Shown.Now(Phase.READY, 1, List.of(traffic), "1", "12"));

  @Test
  void messagesAreLinesOfPlainAscii() {
    try (var _ = Objects.requireNonNull(live.watch())) {
      var trace = live.trace(null);
      trace.open();
      trace.requested(1, HOSTILE, HOSTILE, HOSTILE, 3, false);
      loads.add(HOSTILE, HOSTILE, new PageLoad("/", Map.of(PageLoad.Milestone.LOAD, 1)));
      var told = new Feed(shown, trace.id()).next();
      for (String line : told.split("\n", -1)) {
        assertTrue(line.matches("(event: [a-z]+|data: \\{[ -~]*})?"), line);
        assertFalse(line.contains("<"), line);
      }
      assertEquals(3, told.lines().filter(line -> line.startsWith("data: ")).count());
      assertTrue(told.contains("\\u003c/script\\u003e"));
    }
  }

  @Test
  void eventsAreToldOnceAndOfTheChosenConnectionAlone() {
    try (var _ = Objects.requireNonNull(live.watch())) {
      var trace = live.trace(null);
      trace.open();
      var other = live.trace(null);
      other.open();
      var feed = new Feed(shown, trace.id());
      trace.left(1, true, 10, true);
      other.left(7, true, 10, true);
      var first = feed.next();
      assertTrue(first.contains("\"kind\":\"left\",\"at\":"), first);
      assertFalse(first.contains("\"stream\":7"), first);
      assertFalse(feed.next().contains("event: events"));
    }
  }

  @Test
  void metricsAreInTheFormatOfPrometheus() throws IOException {
    traffic.request(true);
    traffic.response(200);
    traffic.response(503);
    loads.add(HOSTILE, HOSTILE, new PageLoad("/", Map.of(PageLoad.Milestone.LOAD, 1500)));
    var out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(out, Metrics.of(shown), EscapingScheme.UNDERSCORE_ESCAPING);
    var text = out.toString(StandardCharsets.UTF_8);
    for (String line : Pattern.compile("\n").splitAsStream(text).toList()) {
      assertTrue(
          line.matches("# (HELP|TYPE) [a-z0-9_]+ .*") || SAMPLE.matcher(line).matches(), line);
    }
    for (String sample :
        List.of(
            "weft_ready 1.0",
            "weft_requests_total{site=",
            "weft_responses_total{site=",
            "weft_page_load_seconds_sum{milestone=\"load\",page=")) {
      assertTrue(text.lines().anyMatch(line -> line.startsWith(sample)), sample + "\n" + text);
    }
    assertTrue(text.contains("status=\"5xx\"} 1.0"), text);
  }
}

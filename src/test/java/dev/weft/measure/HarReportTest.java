package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The HTTP Archive holds to the fields that version 1.2 requires. */
final class HarReportTest {
  private static final List<Double> TWICE = List.of(100.0, 104.0);

  private static final Json LOG =
      Json.parse(HarReport.of(PageLoads.outcome(TWICE, TWICE))).at("log");

  @Test
  void everyCompleteRunIsAPage() {
    assertHas(LOG, "version", "creator", "browser", "pages", "entries");
    assertEquals("1.2", LOG.at("version").text());
    assertHas(LOG.at("creator"), "name", "version");
    assertHas(LOG.at("browser"), "name", "version");
    assertEquals(
        List.of("h2-1", "h2-2", "h1-1", "h1-2"),
        LOG.at("pages").elements().stream().map(page -> page.at("id").text()).toList());
    for (Json page : LOG.at("pages").elements()) {
      assertHas(page, "startedDateTime", "id", "title", "pageTimings");
      Instant.parse(page.at("startedDateTime").text());
      assertTrue(page.at("pageTimings", "onLoad").number() > 0);
    }
  }

  @Test
  void everyEntryHasWhatIsRequired() {
    var ids = Set.of("h2-1", "h2-2", "h1-1", "h1-2");
    assertEquals(12, LOG.at("entries").elements().size());
    for (Json entry : LOG.at("entries").elements()) {
      assertHas(entry, "startedDateTime", "time", "request", "response", "cache", "timings");
      assertTrue(ids.contains(entry.at("pageref").text()));
      Instant.parse(entry.at("startedDateTime").text());
      var both = List.of("httpVersion", "cookies", "headers", "headersSize", "bodySize");
      assertHas(entry.at("request"), both.toArray(String[]::new));
      assertHas(entry.at("request"), "method", "url", "queryString");
      assertHas(entry.at("response"), both.toArray(String[]::new));
      assertHas(entry.at("response"), "status", "statusText", "content", "redirectURL");
      assertHas(entry.at("response", "content"), "size", "mimeType");
      assertTimesAddUp(entry);
    }
  }

  /** As the format has it: what does not apply is -1, and ssl is in connect. */
  private static void assertTimesAddUp(Json entry) {
    double sum = 0;
    for (String part : List.of("blocked", "dns", "connect", "send", "wait", "receive")) {
      double time = entry.at("timings", part).number();
      assertTrue(time >= -1, () -> part + ": " + time);
      sum += Math.max(0, time);
    }
    assertEquals(entry.at("time").number(), sum, 1e-6);
  }

  @Test
  void queryIsTakenApart() {
    var runs = new ArrayList<Run>();
    runs.add(
        new Run.Complete(PageLoads.H2, PageLoads.hostile("https://localhost/?a=b%20c&d&%zz=1")));
    Json log = Json.parse(HarReport.of(new Outcome(PageLoads.plan(1), runs))).at("log");
    assertFalse(log.at("entries").elements().isEmpty());
    runs.set(0, new Run.Complete(PageLoads.H2, PageLoads.hostile("https://localhost/?a=b%20c&d")));
    log = Json.parse(HarReport.of(new Outcome(PageLoads.plan(1), runs))).at("log");
    var query = log.at("entries").elements().getLast().at("request", "queryString").elements();
    assertEquals("b c", query.getFirst().at("value").text());
    assertEquals("d", query.getLast().at("name").text());
  }

  private static void assertHas(Json object, String... names) {
    for (String name : names) {
      assertFalse(object.at(name).isNull(), () -> name + " is missing in " + object);
    }
  }
}

package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a report, and what it is made of. */
final class HtmlReportTest {
  private static final List<Double> FAST = List.of(100.0, 104.0, 101.0, 103.0);
  private static final List<Double> SLOW = List.of(200.0, 206.0, 201.0, 205.0);

  private static final String HTTP1 = "A connection of HTTP/1.1 is";

  @Test
  void pageNeedsNoNetworkAndHasNoScript() {
    String page = HtmlReport.of(PageLoads.outcome(FAST, SLOW));
    assertTrue(page.contains("content=\"default-src 'none'; img-src data:; style-src"), page);
    assertFalse(page.matches("(?s).*(<script|<a |src=\"http|href=\"http|url\\(|@import).*"), page);
  }

  @Test
  void pageShowsTheRunInTheMiddleAndTheComparison() {
    String page = HtmlReport.of(PageLoads.outcome(FAST, SLOW));
    assertTrue(page.contains("run 3 of 4: 2 requests, 1,300 bytes, connections: 1, h2"), page);
    assertTrue(page.contains("<td class=\"more\">x1.99</td>"), page);
    assertTrue(page.contains("title=\"https://localhost/a.js\">a.js"), page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/\"><script>alert(1)</script>",
        "https://localhost/' onload='alert(1)",
        "</style></title><img src=x onerror=alert(1)>",
        "{{page}}{{{style}}}",
        "x;background:url(https://evil.test/)",
      })
  void nothingOfThePageIsMarkup(String text) {
    var runs = new ArrayList<>(PageLoads.outcome(FAST, SLOW).runs());
    runs.add(new Run.Complete(PageLoads.H2, PageLoads.hostile(text)));
    runs.add(new Run.Failed(PageLoads.H1, text, OptionalInt.empty()));
    var sent = List.of(new Sent(text, text, text, 1));
    var film = new Filmstrip(List.of(new Filmstrip.Frame(1, "AAAA")), 50);
    runs.add(new Run.Recorded(PageLoads.H2, new Recording(film, sent)));
    String page = HtmlReport.of(new Outcome(PageLoads.plan(5), runs));
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("' onload"), page);
    assertFalse(page.matches("(?s).*<img src=(?!\"data:image/jpeg;base64,).*"), page);
    assertFalse(page.matches("(?s).* style=\"[^\"]*evil.*"), page);
    assertEquals(2, page.split("</style>", -1).length, page);
    assertFalse(text.contains("<") && page.contains(text), page);
  }

  @Test
  void pictureIsTheLastOneBeforeItsTime() {
    PageLoad load = PageLoads.load(50);
    var taken =
        List.of(
            new Filmstrip.Taken(-5, "AAAA"),
            new Filmstrip.Taken(10, "BBBB"),
            new Filmstrip.Taken(20, "BBBB"),
            new Filmstrip.Taken(30, "CCCC"));
    Filmstrip film = Filmstrip.of(taken, load);
    assertEquals(2, film.frames().size());
    assertTrue(film.at(9).isEmpty());
    assertEquals("BBBB", film.at(29).orElseThrow().jpeg());
    assertEquals("CCCC", film.at(99).orElseThrow().jpeg());
    assertThrows(IllegalArgumentException.class, () -> new Filmstrip.Frame(1, "\"><script>"));
  }

  @Test
  void paintThatNobodySawHasNoLine() {
    String page = HtmlReport.of(PageLoads.outcome(FAST, SLOW));
    assertTrue(page.contains("--largest:-1%;"), page);
    assertTrue(page.contains("<i class=\"line largest\"></i>largest paint <b>-</b>"), page);
    assertFalse(page.contains("--paint:-1%;"), page);
  }

  @Test
  void connectionOfHttp1IsNewOrNobodyKnowsWhich() {
    String told =
        """
        {"url": "https://localhost/", "navigation": {"loadEventEnd": 50, "requestStart": 9,
           "connectStart": 1, "secureConnectionStart": 2, "connectEnd": 8, "responseStart": 12,
           "responseEnd": 15, "nextHopProtocol": "http/1.1"},
         "resources": [{"url": "https://localhost/a.js", "startTime": 16, "requestStart": 17,
           "responseStart": 18, "responseEnd": 19, "nextHopProtocol": "http/1.1"}]}
        """;
    var sent =
        List.of(
            new Sent("https://localhost/", "GET", "", 1),
            new Sent("https://localhost/a.js", "GET", "", 1));
    List<Run> runs =
        List.of(
            new Run.Complete(PageLoads.H1, PageLoad.read(Json.parse(told))),
            new Run.Recorded(PageLoads.H1, new Recording(new Filmstrip(List.of(), 50), sent)));
    String page = HtmlReport.of(new Outcome(PageLoads.plan(1), runs));
    String cell = "<span role=\"cell\" class=\"connection\">";
    assertTrue(page.contains(cell + "new</span>"), page);
    assertTrue(page.contains(cell + "-</span>"), page);
    assertTrue(page.contains(HTTP1), page);
    assertFalse(HtmlReport.of(PageLoads.outcome(FAST, SLOW)).contains(HTTP1));
  }

  @Test
  void phasesFillTheTimeOfARequest() {
    var phases =
        Phases.of(
            resource(
                """
                "startTime": 10, "domainLookupStart": 12, "domainLookupEnd": 13, "connectStart": 13,
                "secureConnectionStart": 15, "connectEnd": 20, "requestStart": 21,
                "responseStart": 30, "responseEnd": 45
                """));
    var told = phases.phases().stream().map(phase -> phase.kind() + " " + phase.end()).toList();
    assertEquals(
        List.of(
            "QUEUED 12.0",
            "DNS 13.0",
            "CONNECT 15.0",
            "TLS 20.0",
            "QUEUED 21.0",
            "WAITING 30.0",
            "RECEIVING 45.0"),
        told);
    assertEquals(3, phases.millis(Phases.Kind.QUEUED));
  }

  @Test
  void phasesOfAnotherOriginAreNotTold() {
    var phases = Phases.of(resource("\"startTime\": 10, \"responseEnd\": 45"));
    assertEquals(List.of(new Phases.Phase(Phases.Kind.UNTOLD, 10, 45)), phases.phases());
  }

  private static PageLoad.Resource resource(String members) {
    return PageLoad.read(
            Json.parse(
                "{\"navigation\": {\"loadEventEnd\": 50}, \"resources\": [{%s}]}"
                    .formatted(members)))
        .resources()
        .getFirst();
  }

  @Test
  void timesThatCannotBeAreZero() {
    PageLoad load = PageLoads.hostile("x");
    assertEquals(0, load.document().responseEnd());
    assertEquals(0, load.document().startTime());
    assertEquals(OptionalDouble.empty(), load.firstContentfulPaint());
  }
}

package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What page loads come to, and how it is told. */
final class ReportTest {
  private static final List<Double> FAST = List.of(100.0, 104.0, 101.0, 103.0);
  private static final List<Double> SLOW = List.of(200.0, 206.0, 201.0, 205.0);

  @ParameterizedTest
  @CsvSource({"0, 1", "0.25, 2", "0.5, 3", "0.75, 4", "0.95, 4.8", "1, 5"})
  void quantileLiesBetweenTheNearestTwo(double part, double value) {
    assertEquals(value, new Figures(List.of(5.0, 1.0, 4.0, 2.0, 3.0)).quantile(part), 1e-9);
  }

  /** From the tables of the test of Mann and Whitney. */
  @ParameterizedTest
  @CsvSource({
    "1 2 3, 4 5 6, 0.1",
    "1 2 3 4, 5 6 7 8, 0.02857",
    "1 2 3 4 5, 6 7 8 9 10, 0.00794",
    "1 2 3 5, 4 6 7 8, 0.05714",
    "1 1 1 1, 1 1 1 1, 1",
    "1, 2, 1",
  })
  void chanceOfADifferenceIsExact(String one, String other, double probability) {
    assertEquals(probability, RankSum.probability(values(one), values(other)), 1e-5);
    assertEquals(probability, RankSum.probability(values(other), values(one)), 1e-5);
  }

  @Test
  void chanceStaysAChanceForTheMostRunsThereCanBe() {
    var one = new ArrayList<Double>();
    var other = new ArrayList<Double>();
    for (int i = 0; i < 100; i++) {
      one.add((double) i);
      other.add(i + 0.5);
    }
    double probability = RankSum.probability(one, other);
    assertTrue(probability > 0.8 && probability <= 1, () -> "probability: " + probability);
  }

  @Test
  void pageLoadIsReadAsTheBrowserTellsIt() {
    PageLoad load = PageLoad.read(Json.parse(PageLoads.told(50, "\"ready\": 45.5")));
    assertEquals(50, load.loadEventEnd());
    assertEquals(20, load.document().responseStart());
    assertEquals(OptionalDouble.of(30.5), load.firstContentfulPaint());
    assertEquals(OptionalDouble.empty(), load.largestContentfulPaint());
    assertEquals(45.5, load.marks().get("ready"));
    assertEquals(3, load.requests().size());
    assertEquals(2, load.networkRequests());
    assertEquals(1300, load.bytes());
    assertEquals(OptionalInt.empty(), load.connections());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "7", "{\"navigation\": {\"loadEventEnd\": 0}}", "x"})
  void whatIsNoPageLoadIsRefused(String told) {
    assertThrows(IllegalArgumentException.class, () -> PageLoad.read(Json.parse(told)));
  }

  @Test
  void marksStandInTheirOrderBeforeTheLoad() {
    PageLoad load = PageLoad.read(Json.parse(PageLoads.told(50, "\"b\": 2, \"a\": 1")));
    var names = Metric.of(List.of(load)).stream().map(Metric::name).toList();
    assertEquals(
        List.of("ttfb", "fcp", "lcp", "dcl", "a", "b", "load", "requests", "connections", "bytes"),
        names);
  }

  @Test
  void tableTellsADifferenceFromChance() {
    String lines = table(PageLoads.outcome(FAST, SLOW));
    assertTrue(lines.contains("203 (200-206) x1.99\n"), lines);
    assertTrue(lines.contains("20                  20 ="), lines);
    assertTrue(table(PageLoads.outcome(FAST, FAST)).contains("102 (100-104) =\n"), lines);
  }

  @Test
  void tableSaysThatFewRunsTellNothing() {
    String lines = table(PageLoads.outcome(FAST.subList(0, 2), SLOW.subList(0, 2)));
    assertTrue(lines.contains("203 (200-206) x1.99?\n"), lines);
    assertTrue(lines.contains("too few runs"), lines);
  }

  @Test
  void tableHasADashWhereThereIsNothing() {
    assertTrue(table(PageLoads.outcome(FAST, SLOW)).matches("(?s).*largest paint, ms +- +-\n.*"));
  }

  private static String table(Outcome outcome) {
    return String.join("\n", new TextReport(outcome).lines()) + "\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "load=102.5ms | budget: h1: load 203ms (expected: at most 102.5ms)",
        "load=0.2s,requests=2 | budget: h1: load 203ms (expected: at most 200ms)",
        "requests=1 | budget: h2: requests 2 (expected: at most 1)",
        "bytes=1kb | budget: h2: bytes 1300 (expected: at most 1000)",
        "lcp=1s | budget: h2: largest paint nothing (expected: at most 1000ms)",
      })
  void budgetNamesWhatIsOverIt(String budget, String line) {
    var exceeded =
        Budget.parse(budget).stream()
            .flatMap(each -> each.exceeded(PageLoads.outcome(FAST, SLOW)).stream())
            .toList();
    assertEquals(line, exceeded.getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lcp", "lcp=", "lcp=-1", "lcp=1h", "requests=5ms", "load=5kb", ",,"})
  void budgetThatIsNoneIsRefusedWithOneLine(String text) {
    var e = assertThrows(IllegalArgumentException.class, () -> Budget.parse(text));
    assertEquals(1, String.valueOf(e.getMessage()).lines().count());
  }

  @Test
  void jsonHasEveryRunAndTheReasonOfThoseThatFailed() {
    var runs = new ArrayList<>(PageLoads.outcome(FAST, SLOW).runs());
    runs.add(new Run.Failed(PageLoads.H1, "no\u001b answer\nat all", OptionalInt.empty()));
    Json report = Json.parse(JsonReport.of(new Outcome(PageLoads.plan(5), runs)));
    assertEquals(9, report.at("runs").elements().size());
    assertEquals("no? answer", report.at("runs").elements().getLast().at("failed").text());
    assertTrue(report.at("runs").elements().getLast().at("status").isNull());
    assertEquals(102, report.at("summary", "h2", "load", "median").number());
    assertEquals(4, report.at("summary", "h1", "load", "n").number());
    Json first = report.at("runs").elements().getFirst();
    assertEquals(1, first.at("connections").number());
    assertEquals(3, first.at("requests").elements().size());
  }

  @Test
  void jsonHasTheStatusOfADocumentThatIsNone() {
    List<Run> runs = List.of(new Run.Failed(PageLoads.H1, "/: status 503", OptionalInt.of(503)));
    Json report = Json.parse(JsonReport.of(new Outcome(PageLoads.plan(1), runs)));
    assertEquals(503, report.at("runs").elements().getFirst().at("status").number());
  }

  @Test
  void planHasEachVariantOnce() {
    Plan plan = PageLoads.plan(1);
    var twice = List.of(PageLoads.H1, PageLoads.H1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Plan(twice, 1, false, false, plan.link(), plan.browser(), plan.patience()));
  }

  private static List<Double> values(String text) {
    return List.of(text.split(" ")).stream().map(Double::valueOf).toList();
  }
}

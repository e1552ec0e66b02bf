package dev.weft.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a protocol client measured: as a table for a terminal, a row for each metric and a column
 * for each way, or as one object for programs.
 *
 * @param runs in the order in which they were made
 */
public record LoadReport(LoadPlan plan, List<LoadRun> runs) {
  private static final List<String> LEGEND =
      List.of(
          "",
          "round trips: one a TCP handshake, one a TLS handshake (two before 1.3), and one a"
              + " request that",
          "  could not be sent before the response to another was there; the longest row of them."
              + " What a",
          "  connection that begins slowly waits for is in the time alone.",
          "overtook: was complete before a response that was asked for earlier, and did not wait"
              + " for it. On one",
          "  connection of HTTP/1.1 (pipelined) none can: each waits for all before it, large or"
              + " slow.",
          "headers: as HTTP/1.1 writes them, and as they were on the connection: after HPACK for"
              + " h2.");

  private static final List<String> MEMORY =
      List.of(
          "server memory: all that its process has resident when everything was there and the"
              + " connections open, and",
          "  what that is more than before the first. It grows with all that is new to the server:"
              + " a client's part",
          "  is less.");

  public LoadReport {
    runs = List.copyOf(runs);
  }

  private Stream<LoadRun.Complete> loads() {
    return runs.stream()
        .filter(LoadRun.Complete.class::isInstance)
        .map(LoadRun.Complete.class::cast);
  }

  private List<LoadRun.Complete> loads(Way way) {
    return loads().filter(run -> run.way() == way).toList();
  }

  /** Whether no load came to nothing. */
  public boolean complete() {
    return runs.stream().allMatch(LoadRun.Complete.class::isInstance);
  }

  /** The lines of the table, and below it what it means; none without a complete load. */
  public List<String> lines() {
    List<Way> ways = plan.ways().stream().filter(way -> !loads(way).isEmpty()).toList();
    if (ways.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("", ways.stream().map(Way::word).toList()));
    if (plan.runs() > 1) {
      rows.add(row("complete runs", ways.stream().map(way -> "" + loads(way).size()).toList()));
    }
    for (LoadMetric metric : LoadMetric.ALL) {
      List<Optional<Figures>> figures =
          ways.stream().map(way -> metric.figures(loads(way))).toList();
      if (figures.stream().anyMatch(Optional::isPresent)) {
        rows.add(row(metric.title(), figures.stream().map(LoadReport::cell).toList()));
      }
    }
    List<String> lines = new ArrayList<>(Columns.aligned(rows));
    lines.addAll(LEGEND);
    lines.addAll(memory());
    if (plan.runs() > 1) {
      lines.add("Medians, in brackets the least and the most.");
    }
    return lines;
  }

  /** What there is to say of the server's memory, or why there is no figure of it. */
  private List<String> memory() {
    return loads()
        .map(LoadRun.Complete::memory)
        .filter(Memory.Unknown.class::isInstance)
        .map(Memory.Unknown.class::cast)
        .findFirst()
        .map(unknown -> List.of("server memory: not known, for " + unknown.reason() + "."))
        .orElse(MEMORY);
  }

  private static List<String> row(String title, List<String> cells) {
    List<String> row = new ArrayList<>();
    row.add(title);
    row.addAll(cells);
    return row;
  }

  private static String cell(Optional<Figures> known) {
    return known.map(LoadReport::cell).orElse("-");
  }

  private static String cell(Figures figures) {
    String median = number(figures.median());
    return figures.least() == figures.most()
        ? median
        : median + " (" + number(figures.least()) + "-" + number(figures.most()) + ")";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** Everything, each load whole. */
  public String json() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("url", plan.url().toString());
    report.put("link", plan.link().map(Link::toString).orElse("direct"));
    Map<String, Object> summary = new LinkedHashMap<>();
    for (Way way : plan.ways()) {
      Map<String, Object> medians = new LinkedHashMap<>();
      for (LoadMetric metric : LoadMetric.ALL) {
        metric
            .figures(loads(way))
            .ifPresent(figures -> medians.put(metric.name(), figures.median()));
      }
      summary.put(way.word(), medians);
    }
    report.put("medians", summary);
    report.put("runs", runs.stream().map(LoadReport::object).toArray());
    return Json.write(report);
  }

  private static Map<String, Object> object(LoadRun run) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("over", run.way().word());
    switch (run) {
      case LoadRun.Failed(_, String reason) -> object.put("failed", reason);
      case LoadRun.Complete complete -> {
        for (LoadMetric metric : LoadMetric.ALL) {
          metric.of().apply(complete).ifPresent(value -> object.put(metric.name(), value));
        }
        if (complete.memory() instanceof Memory.Unknown(String reason)) {
          object.put("serverMemoryUnknown", reason);
        }
      }
    }
    return object;
  }
}

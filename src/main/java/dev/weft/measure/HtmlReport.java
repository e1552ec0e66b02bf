package dev.weft.measure;

import com.samskivert.mustache.Mustache;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * The outcome as one page that needs no network and has no script: the comparison, what was to be
 * seen when, and a waterfall of each variant, all on one scale of time.
 *
 * <p>The template escapes all that it is given, and the page forbids scripts to itself.
 */
public final class HtmlReport {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** As many as are told apart side by side. */
  private static final int PICTURES = 12;

  private static final int TICKS = 8;

  private final Outcome outcome;

  /** What the whole width of a waterfall stands for, in milliseconds. */
  private final double end;

  private HtmlReport(Outcome outcome) {
    this.outcome = outcome;
    this.end =
        outcome.plan().variants().stream()
            .flatMap(variant -> outcome.typical(variant).stream())
            .mapToDouble(run -> Waterfall.end(run.load()))
            .max()
            .orElse(1);
  }

  /** The outcome as a document. */
  public static String of(Outcome outcome) {
    return Mustache.compiler()
        .emptyStringIsFalse(true)
        .compile(Scripts.read("report.html"))
        .execute(new HtmlReport(outcome).model());
  }

  private Map<String, Object> model() {
    Environment environment = Environment.of(outcome);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("style", Scripts.read("report.css"));
    model.put("page", outcome.plan().variants().getFirst().url().toString());
    model.put("date", DATE.format(environment.began()));
    model.put("environment", environment);
    model.put("browser", environment.browser().toString());
    model.put("runs", outcome.plan().runs());
    model.put("warm", outcome.plan().warm());
    model.put("variants", outcome.plan().variants());
    model.put("rows", rows());
    model.put("meaning", TextReport.meaning(outcome.plan()));
    model.put("comparison", outcome.plan().variants().size() > 1 ? "Comparison" : "Figures");
    model.put("failed", !failures().isEmpty());
    model.put("failures", failures());
    model.put("filmed", !films().isEmpty());
    model.put("films", films());
    model.put("ticks", ticks(end));
    model.put("several", outcome.plan().variants().size() > 1);
    model.put("waterfalls", waterfalls());
    model.put("http1", waterfalls().stream().anyMatch(fall -> fall.protocol.contains("http/1")));
    model.put("kinds", Arrays.stream(Phases.Kind.values()).map(HtmlReport::kind).toList());
    return model;
  }

  /** A row of the table. */
  record Line(String title, List<Cell> cells) {}

  /**
   * A variant's figures of a metric.
   *
   * @param kind of the difference, for a style sheet
   */
  record Cell(String median, String spread, String difference, String kind) {}

  private List<Line> rows() {
    List<Line> lines = new ArrayList<>();
    List<Variant> variants = outcome.plan().variants();
    for (Metric metric : Metric.of(outcome.loads())) {
      lines.add(
          new Line(
              metric.heading(), variants.stream().map(variant -> cell(metric, variant)).toList()));
    }
    lines.add(
        new Line(
            "protocol",
            variants.stream().map(each -> new Cell(outcome.protocols(each), "", "", "")).toList()));
    lines.add(
        new Line(
            "complete runs",
            variants.stream()
                .map(each -> new Cell("" + outcome.loads(each).size(), "", "", ""))
                .toList()));
    return lines;
  }

  private Cell cell(Metric metric, Variant variant) {
    return Comparison.of(outcome, metric, variant)
        .map(
            each ->
                new Cell(
                    each.median(), each.spread().replace('-', '–'), each.difference(), kind(each)))
        .orElse(new Cell("–", "", "", ""));
  }

  /** A kind of phase, for a legend. */
  record Legend(String kind, String title) {}

  private static Legend kind(Phases.Kind kind) {
    return new Legend(Waterfall.kind(kind), kind.title());
  }

  private static String kind(Comparison comparison) {
    return switch (comparison.verdict()) {
      case NONE, ALIKE, UNKNOWN -> "alike";
      case DIFFERENT -> comparison.ratio() < 1 ? "less" : "more";
    };
  }

  private List<String> failures() {
    return outcome.failures().stream()
        .map(failed -> failed.variant().name() + ": " + failed.reason())
        .toList();
  }

  /** The pictures of a variant; empty text where there is none yet. */
  record Film(String variant, String load, List<Picture> pictures) {}

  /**
   * @param same whether it is that of the time before
   */
  record Picture(String time, String jpeg, boolean same) {}

  private List<Film> films() {
    List<Film> films = new ArrayList<>();
    double last =
        outcome.plan().variants().stream()
            .flatMap(variant -> outcome.recording(variant).stream())
            .mapToDouble(recording -> recording.film().loadEventEnd())
            .max()
            .orElse(0);
    for (Variant variant : outcome.plan().variants()) {
      outcome
          .recording(variant)
          .ifPresent(recording -> films.add(film(variant, recording.film(), last)));
    }
    return films;
  }

  private static Film film(Variant variant, Filmstrip film, double last) {
    List<Picture> pictures = new ArrayList<>();
    double step = step(last / PICTURES);
    String before = "";
    for (double time = step; time < last + step; time += step) {
      String jpeg = film.at(time).map(Filmstrip.Frame::jpeg).orElse("");
      pictures.add(
          new Picture(Waterfall.millis(time), jpeg, jpeg.equals(before) && !jpeg.isEmpty()));
      before = jpeg;
    }
    return new Film(variant.name(), Waterfall.millis(film.loadEventEnd()), pictures);
  }

  /** A round number of milliseconds, at least as many. */
  private static double step(double least) {
    double unit = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1))));
    return DoubleStream.of(1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10)
        .map(times -> times * unit)
        .filter(each -> each >= least)
        .findFirst()
        .orElse(10 * unit);
  }

  /** A mark on the scale of time. */
  record Tick(String at, String millis) {}

  /** Up to a time, which may be less than the whole width; the last has room for its label. */
  private List<Tick> ticks(double last) {
    List<Tick> ticks = new ArrayList<>();
    double step = step(last / TICKS);
    for (double time = 0; time < last * 0.9; time += step) {
      ticks.add(new Tick(Waterfall.percent(time, end), Waterfall.millis(time)));
    }
    return ticks;
  }

  /**
   * A waterfall and which run it is of.
   *
   * @param more whether there are requests without a row
   * @param own width that leads this one's end to where that of the longest one is, in percent
   */
  record Fall(
      String variant,
      int run,
      int of,
      String url,
      long requests,
      String connections,
      String bytes,
      String protocol,
      Waterfall waterfall,
      boolean more,
      String own,
      List<Tick> ownTicks) {}

  private List<Fall> waterfalls() {
    List<Fall> falls = new ArrayList<>();
    for (Variant variant : outcome.plan().variants()) {
      Optional<Run.Complete> typical = outcome.typical(variant);
      if (typical.isPresent()) {
        PageLoad load = typical.get().load();
        List<PageLoad> loads = outcome.loads(variant);
        OptionalInt connections = load.connections();
        Waterfall waterfall = Waterfall.of(load, outcome.requests(variant, load), end);
        falls.add(
            new Fall(
                variant.name(),
                loads.indexOf(load) + 1,
                loads.size(),
                load.url(),
                load.networkRequests(),
                connections.isPresent() ? "" + connections.getAsInt() : "not counted",
                Waterfall.millis((double) load.bytes()),
                outcome.protocols(variant),
                waterfall,
                waterfall.left() > 0,
                String.format(Locale.ROOT, "%.1f", 100 * end / Waterfall.end(load)),
                ticks(Waterfall.end(load))));
      }
    }
    return falls;
  }
}

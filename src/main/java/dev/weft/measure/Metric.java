package dev.weft.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Something that is read off a page load.
 *
 * @param name as a budget names it
 * @param title for people
 * @param unit empty for a number of things
 * @param of empty where the load has none
 */
public record Metric(
    String name, String title, String unit, Function<PageLoad, OptionalDouble> of) {
  private static final List<Metric> COMMON =
      List.of(
          new Metric("ttfb", "first byte", "ms", load -> some(load.document().responseStart())),
          new Metric("fcp", "first paint", "ms", PageLoad::firstContentfulPaint),
          new Metric("lcp", "largest paint", "ms", PageLoad::largestContentfulPaint),
          new Metric(
              "dcl", "document and modules", "ms", load -> some(load.domContentLoadedEventEnd())),
          new Metric("load", "load", "ms", load -> some(load.loadEventEnd())),
          new Metric("requests", "requests", "", load -> some((double) load.networkRequests())),
          new Metric("connections", "connections", "", Metric::connections),
          new Metric("bytes", "bytes", "", load -> some((double) load.bytes())));

  private static final int BEFORE_LOAD = 4;

  /** Those that every load has, and the marks of these loads. */
  public static List<Metric> of(List<PageLoad> loads) {
    TreeSet<String> marks = new TreeSet<>();
    loads.forEach(load -> marks.addAll(load.marks().keySet()));
    List<Metric> all = new ArrayList<>(COMMON);
    all.addAll(BEFORE_LOAD, marks.stream().map(Metric::mark).toList());
    return all;
  }

  /** The metric of this name: a common one, or else what the page marks under it. */
  public static Metric named(String name) {
    return COMMON.stream()
        .filter(metric -> metric.name.equals(name))
        .findFirst()
        .orElseGet(() -> mark(name));
  }

  private static Metric mark(String name) {
    return new Metric(
        name,
        name.replaceAll("[^ -~]", "?"),
        "ms",
        load -> {
          Double time = load.marks().get(name);
          return time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
        });
  }

  private static OptionalDouble connections(PageLoad load) {
    return load.connections().isPresent()
        ? some(load.connections().getAsInt())
        : OptionalDouble.empty();
  }

  private static OptionalDouble some(double value) {
    return OptionalDouble.of(value);
  }

  /** Its title with its unit. */
  String heading() {
    return title + (unit.isEmpty() ? "" : ", " + unit);
  }

  /** Of the loads that have it. */
  public Optional<Figures> figures(List<PageLoad> loads) {
    List<Double> values =
        loads.stream()
            .map(of)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(new Figures(values));
  }
}

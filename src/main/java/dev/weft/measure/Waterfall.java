package dev.weft.measure;

import dev.weft.priority.Priority;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The requests of one load as rows, for a page: when each was waiting for what. All that comes from
 * the page that was measured is plain text here, and escaped by who shows it.
 *
 * @param rows in the order in which they were asked for
 * @param left out because there are too many of them
 * @param moments of the whole page
 */
record Waterfall(List<Row> rows, int left, List<Moment> moments) {
  /** Enough for a page of many modules, and not for one that means harm. */
  private static final int MOST_ROWS = 2000;

  private static final int LONGEST_URL = 2000;
  private static final int LONGEST_NAME = 60;
  private static final String OUTSIDE = "-1";

  /**
   * One request.
   *
   * @param name short, for a row
   * @param details a sentence with all its phases
   * @param blocking whether the first paint waited for it
   */
  record Row(
      int number,
      String name,
      String url,
      String type,
      String status,
      String protocol,
      String connection,
      String priority,
      int urgency,
      String bytes,
      String end,
      boolean blocking,
      String details,
      List<Bar> bars) {}

  /**
   * A phase as a part of the width.
   *
   * @param kind for a style sheet
   * @param left where it begins, in percent
   * @param width in percent
   */
  record Bar(String kind, String left, String width) {}

  /**
   * Something that happened once, or did not.
   *
   * @param kind for a style sheet
   * @param at in percent of the width; beyond it where it did not happen
   */
  record Moment(String kind, String title, String at, String millis) {}

  /**
   * @param all requests of the load
   * @param end milliseconds that the whole width stands for
   */
  static Waterfall of(PageLoad load, List<PageRequest> all, double end) {
    List<Row> rows =
        IntStream.range(0, Math.min(all.size(), MOST_ROWS))
            .mapToObj(i -> row(i + 1, all.get(i), end))
            .toList();
    return new Waterfall(rows, all.size() - rows.size(), moments(load, end));
  }

  /** When the last of all that a load tells of was over. */
  static double end(PageLoad load) {
    return load.requests().stream()
        .mapToDouble(PageLoad.Resource::responseEnd)
        .reduce(load.loadEventEnd(), Math::max);
  }

  private static Row row(int number, PageRequest exchange, double end) {
    PageLoad.Resource resource = exchange.resource();
    Phases phases = Phases.of(resource);
    Optional<Priority> priority = exchange.sent().map(Sent::priority).flatMap(Waterfall::priority);
    return new Row(
        number,
        name(resource.url()),
        cut(resource.url(), LONGEST_URL),
        resource.initiatorType(),
        resource.status() == 0 ? "-" : Integer.toString(resource.status()),
        resource.protocol().isEmpty() ? "-" : cut(resource.protocol(), 20),
        connection(exchange, phases),
        priority.map(Priority::toString).orElse("-"),
        priority.map(Priority::urgency).orElse(-1),
        bytes(resource),
        millis(resource.responseEnd()),
        resource.renderBlocking(),
        details(resource, phases),
        phases.phases().stream().map(phase -> bar(phase, end)).toList());
  }

  /**
   * Its number, where many requests share one. Which of six connections of HTTP/1.1 was free is
   * another matter in each visit, and of this one no browser tells: only that it was opened.
   */
  private static String connection(PageRequest exchange, Phases phases) {
    boolean opened = phases.has(Phases.Kind.CONNECT) || phases.has(Phases.Kind.TLS);
    boolean shared = exchange.resource().protocol().matches("h[23]");
    String number = shared ? exchange.sent().map(sent -> "" + sent.connection()).orElse("") : "";
    return opened ? ("new " + number).strip() : number.isEmpty() ? "-" : number;
  }

  /** What the server is to make of the field; empty where the browser sent none. */
  private static Optional<Priority> priority(String field) {
    return field.isEmpty() ? Optional.empty() : Optional.of(Priority.parse(field));
  }

  private static String bytes(PageLoad.Resource resource) {
    if (resource.transferSize() > 0) {
      return String.format(Locale.ROOT, "%,d", resource.transferSize());
    }
    return resource.decodedBodySize() > 0 ? "cache" : "-";
  }

  private static String details(PageLoad.Resource resource, Phases phases) {
    StringBuilder text = new StringBuilder("from " + millis(resource.startTime()) + " ms");
    for (Phases.Phase phase : phases.phases()) {
      text.append(", ").append(phase.kind().title()).append(' ').append(millis(phase.millis()));
    }
    return text + ", until " + millis(resource.responseEnd()) + " ms";
  }

  private static Bar bar(Phases.Phase phase, double end) {
    return new Bar(kind(phase.kind()), percent(phase.start(), end), percent(phase.millis(), end));
  }

  static String kind(Phases.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static List<Moment> moments(PageLoad load, double end) {
    return List.of(
        moment("paint", "first paint", load.firstContentfulPaint().orElse(0), end),
        moment("largest", "largest paint", load.largestContentfulPaint().orElse(0), end),
        moment("parsed", "document and modules", load.domContentLoadedEventEnd(), end),
        moment("load", "load", load.loadEventEnd(), end));
  }

  private static Moment moment(String kind, String title, double millis, double end) {
    return millis > 0
        ? new Moment(kind, title, percent(millis, end), millis(millis))
        : new Moment(kind, title, OUTSIDE, "-");
  }

  /** What stands after the last slash, which tells most in little room. */
  private static String name(String url) {
    String path = url.replaceFirst("[?#].*", "").replaceFirst("^[a-z]+://[^/]*", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return cut(last.isEmpty() ? (path.isEmpty() ? "/" : path) : last, LONGEST_NAME);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  static String percent(double part, double whole) {
    return String.format(Locale.ROOT, "%.3f", Math.clamp(100 * part / whole, 0, 100));
  }

  static String millis(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }
}

package dev.weft.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** What came to a site since the start: counters that any thread may raise. */
public final class Traffic {
  /** The classes of status codes (RFC 9110, section 15). */
  private static final List<String> CLASSES = List.of("1xx", "2xx", "3xx", "4xx", "5xx");

  private final String site;
  private final LongAdder connections = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder coalesced = new LongAdder();
  private final LongAdder misdirected = new LongAdder();
  private final LongAdder[] responses =
      IntStream.range(0, CLASSES.size()).mapToObj(_ -> new LongAdder()).toArray(LongAdder[]::new);

  /**
   * @param site its name, for people
   */
  public Traffic(String site) {
    this.site = site;
  }

  /** A connection whose first request was for this site. */
  public void connection() {
    connections.increment();
  }

  /**
   * A request that the site answers.
   *
   * @param shared whether its connection was opened for another host
   */
  public void request(boolean shared) {
    requests.increment();
    if (shared) {
      coalesced.increment();
    }
  }

  /** A request that named the site on a connection it may not be asked for on: 421. */
  public void misdirected() {
    misdirected.increment();
  }

  /** A response of the site, with a status of 100 to 599. */
  public void response(int status) {
    responses[status / 100 - 1].increment();
  }

  /** How many responses there were of each class of status, {@code 2xx} and others; no 1xx. */
  public Map<String, Long> responses() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 1; i < responses.length; i++) {
      counts.put(CLASSES.get(i), responses[i].sum());
    }
    return counts;
  }

  /** As it is now. */
  public Snapshot snapshot() {
    return new Snapshot(
        site, connections.sum(), requests.sum(), coalesced.sum(), misdirected.sum());
  }

  /**
   * The counters of one moment.
   *
   * @param connections whose first request was for the site
   * @param requests that the site answered, the coalesced ones among them
   * @param coalesced requests on a connection that was opened for another host
   * @param misdirected requests that got 421
   */
  public record Snapshot(
      String site, long connections, long requests, long coalesced, long misdirected) {
    /** One line for each, under headings, in columns. */
    public static List<String> table(List<Snapshot> snapshots) {
      int width = snapshots.stream().mapToInt(each -> each.site.length()).max().orElse(0);
      String form = "%-" + Math.max(width, 4) + "s  %11s  %8s  %9s  %11s";
      List<String> lines = new ArrayList<>();
      lines.add(form.formatted("site", "connections", "requests", "coalesced", "misdirected"));
      for (Snapshot each : snapshots) {
        lines.add(
            form.formatted(
                each.site, each.connections, each.requests, each.coalesced, each.misdirected));
      }
      return lines;
    }
  }
}

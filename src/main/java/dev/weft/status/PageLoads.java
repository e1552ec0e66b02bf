package dev.weft.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What visitors' browsers told of their page loads since the start, by page. Anybody may tell, and
 * may lie: so many pages, and so many reports a second, are all that is taken.
 */
public final class PageLoads {
  static final int MOST_PAGES = 256;
  static final int BURST = 200;
  private static final int PER_SECOND = 100;
  private static final double NANOS = 1e9;

  private final LongSupplier clock;
  private final Map<Page, Map<PageLoad.Milestone, Histogram>> pages = new HashMap<>();
  private double tokens = BURST;
  private long refilled;
  private long dropped;

  private record Page(String site, String path) {}

  /** By a clock that counts nanoseconds. */
  public PageLoads(LongSupplier clock) {
    this.clock = clock;
    this.refilled = clock.getAsLong();
  }

  /**
   * The times of one milestone of one page, in milliseconds.
   *
   * @param sum of all of them
   */
  public record Times(
      String site,
      String page,
      PageLoad.Milestone milestone,
      long count,
      long sum,
      int median,
      int p75,
      int p95) {}

  /**
   * Takes a report, or leaves it where there are too many.
   *
   * @param site its name, for people
   * @param page the path of a page that the site has
   */
  public synchronized void add(String site, String page, PageLoad load) {
    long now = clock.getAsLong();
    tokens = Math.min(BURST, tokens + (now - refilled) / NANOS * PER_SECOND);
    refilled = now;
    Page key = new Page(site, page);
    if (tokens < 1 || (pages.size() == MOST_PAGES && !pages.containsKey(key))) {
      dropped++;
      return;
    }
    tokens--;
    Map<PageLoad.Milestone, Histogram> times =
        pages.computeIfAbsent(key, _ -> new EnumMap<>(PageLoad.Milestone.class));
    load.millis()
        .forEach(
            (milestone, millis) ->
                times.computeIfAbsent(milestone, _ -> new Histogram()).add(millis));
  }

  /** Reports that were left out, because there were too many of them or of their pages. */
  public synchronized long dropped() {
    return dropped;
  }

  /** By site, page and milestone. */
  public synchronized List<Times> snapshot() {
    List<Times> all = new ArrayList<>();
    pages.forEach(
        (page, milestones) ->
            milestones.forEach(
                (milestone, times) ->
                    all.add(
                        new Times(
                            page.site,
                            page.path,
                            milestone,
                            times.count(),
                            times.sum(),
                            times.percentile(0.5),
                            times.percentile(0.75),
                            times.percentile(0.95)))));
    all.sort(
        Comparator.comparing(Times::site)
            .thenComparing(Times::page)
            .thenComparing(Times::milestone));
    return all;
  }
}

package dev.weft.status;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** What is counted, under the names that Prometheus knows it by. Nothing is kept for it. */
final class Metrics {
  private static final double MILLIS = 1e3;
  private static final Path SELF = Path.of("/proc/self/status");

  private Metrics() {}

  static MetricSnapshots of(Shown shown) {
    Shown.Now now = shown.now().get();
    List<Traffic.Snapshot> sites = now.traffic().stream().map(Traffic::snapshot).toList();
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(
        InfoSnapshot.builder()
            .name("weft")
            .help("Versions.")
            .dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(Labels.of("version", now.version(), "jetty", now.jetty()))
                    .build())
            .build());
    all.add(
        gauge("weft_ready", "1 where requests are welcome.", now.phase() == Phase.READY ? 1 : 0));
    all.add(gauge("weft_connections", "Open connections.", now.connections()));
    all.add(gauge("weft_http2_connections", "Those of HTTP/2.", shown.live().connections()));
    all.add(
        counter(
            "weft_site_connections",
            "Connections by their first request.",
            sites,
            Traffic.Snapshot::connections));
    all.add(counter("weft_requests", "Requests answered.", sites, Traffic.Snapshot::requests));
    all.add(
        counter(
            "weft_coalesced_requests",
            "Those on a connection opened for another host.",
            sites,
            Traffic.Snapshot::coalesced));
    all.add(
        counter(
            "weft_misdirected_requests",
            "Requests that got 421.",
            sites,
            Traffic.Snapshot::misdirected));
    all.add(responses(now.traffic()));
    all.add(pages(shown.loads().snapshot()));
    all.add(
        CounterSnapshot.builder()
            .name("weft_page_load_reports_dropped")
            .help("Reports of page loads that were too many.")
            .dataPoint(
                CounterDataPointSnapshot.builder().value((double) shown.loads().dropped()).build())
            .build());
    all.addAll(process());
    return new MetricSnapshots(all);
  }

  private static CounterSnapshot counter(
      String name,
      String help,
      List<Traffic.Snapshot> sites,
      ToLongFunction<Traffic.Snapshot> count) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    for (Traffic.Snapshot site : sites) {
      counter.dataPoint(point((double) count.applyAsLong(site), "site", site.site()));
    }
    return counter.build();
  }

  private static CounterSnapshot responses(List<Traffic> sites) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name("weft_responses").help("Responses by class of status.");
    for (Traffic site : sites) {
      String name = site.snapshot().site();
      site.responses()
          .forEach(
              (status, count) ->
                  counter.dataPoint(point((double) count, "site", name, "status", status)));
    }
    return counter.build();
  }

  private static CounterDataPointSnapshot point(double value, String... labels) {
    return CounterDataPointSnapshot.builder().labels(Labels.of(labels)).value(value).build();
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static SummarySnapshot pages(List<PageLoads.Times> times) {
    SummarySnapshot.Builder summary =
        SummarySnapshot.builder()
            .name("weft_page_load_seconds")
            .help("How long pages took, as visitors' browsers tell since the start.");
    for (PageLoads.Times each : times) {
      summary.dataPoint(
          SummaryDataPointSnapshot.builder()
              .labels(
                  Labels.of(
                      "site", each.site(),
                      "page", each.page(),
                      "milestone", each.milestone().text()))
              .quantiles(
                  Quantiles.of(
                      new Quantile(0.5, each.median() / MILLIS),
                      new Quantile(0.75, each.p75() / MILLIS),
                      new Quantile(0.95, each.p95() / MILLIS)))
              .count(each.count())
              .sum(each.sum() / MILLIS)
              .build());
    }
    return summary.build();
  }

  /** By the names that exporters of every language use. */
  private static List<MetricSnapshot> process() {
    ProcessHandle.Info process = ProcessHandle.current().info();
    Runtime runtime = Runtime.getRuntime();
    double cpu = process.totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    List<MetricSnapshot> all = new ArrayList<>();
    resident()
        .ifPresent(
            bytes -> all.add(gauge("process_resident_memory_bytes", "Resident memory.", bytes)));
    all.addAll(
        List.of(
            CounterSnapshot.builder()
                .name("process_cpu_seconds")
                .help("User and system time.")
                .dataPoint(CounterDataPointSnapshot.builder().value(cpu).build())
                .build(),
            gauge(
                "process_start_time_seconds",
                "When it started, since 1970.",
                process.startInstant().map(start -> start.toEpochMilli() / MILLIS).orElse(0.0)),
            gauge(
                "jvm_heap_used_bytes",
                "Of the heap.",
                (double) (runtime.totalMemory() - runtime.freeMemory())),
            gauge(
                "jvm_heap_max_bytes", "What the heap may grow to.", (double) runtime.maxMemory())));
    return all;
  }

  /** Linux tells it, in KiB. */
  private static OptionalDouble resident() {
    try {
      return Files.readAllLines(SELF, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException _) {
      return OptionalDouble.empty();
    }
  }
}

package dev.weft.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Everything that was measured, each run whole, for programs. */
public final class JsonReport {
  private JsonReport() {}

  /** The outcome as one object. */
  public static String of(Outcome outcome) {
    Map<String, Object> report = Environment.of(outcome).members();
    report.put("program", outcome.plan().browser().program().toString());
    report.put("warm", outcome.plan().warm());
    Map<String, Object> summary = new LinkedHashMap<>();
    for (Variant variant : outcome.plan().variants()) {
      summary.put(variant.name(), summary(outcome, variant));
    }
    report.put("summary", summary);
    report.put(
        "runs",
        outcome.runs().stream()
            .filter(run -> !(run instanceof Run.Recorded))
            .map(JsonReport::run)
            .toArray());
    Map<String, Object> recorded = new LinkedHashMap<>();
    for (Variant variant : outcome.plan().variants()) {
      outcome
          .recording(variant)
          .ifPresent(
              recording ->
                  recorded.put(
                      variant.name(), recording.sent().stream().map(JsonReport::sent).toArray()));
    }
    report.put("recorded", recorded);
    return Json.write(report);
  }

  private static Map<String, Object> sent(Sent sent) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("url", sent.url());
    object.put("method", sent.method());
    object.put("priority", sent.priority());
    object.put("connection", sent.connection());
    return object;
  }

  private static Map<String, Object> summary(Outcome outcome, Variant variant) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.of(outcome.loads())) {
      metric
          .figures(outcome.loads(variant))
          .ifPresent(
              figures -> {
                Map<String, Object> numbers = new LinkedHashMap<>();
                numbers.put("n", figures.values().size());
                numbers.put("least", figures.least());
                numbers.put("median", figures.median());
                numbers.put("p95", figures.quantile(0.95));
                numbers.put("most", figures.most());
                metrics.put(metric.name(), numbers);
              });
    }
    metrics.put("protocols", outcome.protocols(variant).split(" "));
    return metrics;
  }

  private static Map<String, Object> run(Run run) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("variant", run.variant().name());
    switch (run) {
      case Run.Failed(_, String reason, var status) -> {
        object.put("failed", reason);
        status.ifPresent(code -> object.put("status", code));
      }
      case Run.Complete(_, PageLoad load) -> {
        object.put("url", load.url());
        object.put("timeOrigin", load.timeOrigin());
        object.put("firstContentfulPaint", number(load.firstContentfulPaint()));
        object.put("largestContentfulPaint", number(load.largestContentfulPaint()));
        object.put("domContentLoadedEventEnd", load.domContentLoadedEventEnd());
        object.put("loadEventEnd", load.loadEventEnd());
        load.connections().ifPresent(count -> object.put("connections", count));
        object.put("marks", load.marks());
        List<Object> requests = new ArrayList<>();
        load.requests().forEach(each -> requests.add(resource(each)));
        object.put("requests", requests.toArray());
      }
      case Run.Recorded _ -> {} // its times do not count
    }
    return object;
  }

  private static @Nullable Object number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static Map<String, Object> resource(PageLoad.Resource each) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("url", each.url());
    object.put("initiatorType", each.initiatorType());
    object.put("startTime", each.startTime());
    object.put("domainLookupStart", each.domainLookupStart());
    object.put("domainLookupEnd", each.domainLookupEnd());
    object.put("connectStart", each.connectStart());
    object.put("secureConnectionStart", each.secureConnectionStart());
    object.put("connectEnd", each.connectEnd());
    object.put("requestStart", each.requestStart());
    object.put("responseStart", each.responseStart());
    object.put("responseEnd", each.responseEnd());
    object.put("transferSize", each.transferSize());
    object.put("encodedBodySize", each.encodedBodySize());
    object.put("decodedBodySize", each.decodedBodySize());
    object.put("nextHopProtocol", each.protocol());
    object.put("responseStatus", each.status());
    object.put("contentType", each.contentType());
    object.put("renderBlocking", each.renderBlocking());
    return object;
  }
}

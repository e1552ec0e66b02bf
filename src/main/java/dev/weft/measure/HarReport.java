package dev.weft.measure;

import dev.weft.measure.Phases.Kind;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every complete run as a page of an HTTP Archive, version 1.2, which other tools open.
 *
 * <p>Names with an underscore are ours, as the format has it. A page is not told of header fields:
 * there are none, and sizes that are not known are -1.
 */
public final class HarReport {
  private final Outcome outcome;
  private final List<Map<String, Object>> pages = new ArrayList<>();
  private final List<Map<String, Object>> entries = new ArrayList<>();

  private HarReport(Outcome outcome) {
    this.outcome = outcome;
  }

  /** The outcome as one object. */
  public static String of(Outcome outcome) {
    return new HarReport(outcome).archive();
  }

  private String archive() {
    for (Variant variant : outcome.plan().variants()) {
      int number = 0;
      for (PageLoad load : outcome.loads(variant)) {
        number++;
        page(variant, variant.name() + "-" + number, load);
      }
    }
    Environment environment = Environment.of(outcome);
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("version", "1.2");
    log.put("creator", Map.of("name", "Weft", "version", environment.weft()));
    log.put(
        "browser",
        Map.of("name", environment.browser().name(), "version", environment.browser().version()));
    log.put("pages", pages.toArray());
    log.put("entries", entries.toArray());
    log.put("comment", "link: " + environment.link());
    return Json.write(Map.of("log", log));
  }

  private void page(Variant variant, String id, PageLoad load) {
    Map<String, Object> timings = new LinkedHashMap<>();
    timings.put("onContentLoad", load.domContentLoadedEventEnd());
    timings.put("onLoad", load.loadEventEnd());
    load.firstContentfulPaint().ifPresent(time -> timings.put("_firstContentfulPaint", time));
    load.largestContentfulPaint().ifPresent(time -> timings.put("_largestContentfulPaint", time));
    timings.put("_marks", load.marks());
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("startedDateTime", date(load.timeOrigin()));
    page.put("id", id);
    page.put("title", id + ": " + load.url());
    page.put("pageTimings", timings);
    pages.add(page);
    outcome
        .requests(variant, load)
        .forEach(exchange -> entries.add(entry(id, load.timeOrigin(), exchange)));
  }

  private static Map<String, Object> entry(String page, double timeOrigin, PageRequest exchange) {
    PageLoad.Resource resource = exchange.resource();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("pageref", page);
    entry.put("startedDateTime", date(timeOrigin + resource.startTime()));
    Phases phases = Phases.of(resource);
    entry.put("time", phases.phases().stream().mapToDouble(Phases.Phase::millis).sum());
    entry.put("request", request(exchange));
    entry.put("response", response(resource));
    entry.put("cache", Map.of());
    entry.put("timings", timings(phases));
    exchange.sent().ifPresent(sent -> entry.put("_priority", sent.priority()));
    entry.put("_initiatorType", resource.initiatorType());
    return entry;
  }

  private static Map<String, Object> request(PageRequest exchange) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", exchange.sent().map(Sent::method).orElse("GET"));
    request.put("url", exchange.resource().url());
    request.put("httpVersion", version(exchange.resource().protocol()));
    request.put("cookies", new Object[0]);
    request.put("headers", new Object[0]);
    request.put("queryString", query(exchange.resource().url()));
    request.put("headersSize", -1);
    request.put("bodySize", -1);
    return request;
  }

  private static Map<String, Object> response(PageLoad.Resource resource) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("size", resource.decodedBodySize());
    content.put("mimeType", resource.contentType());
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("status", resource.status());
    response.put("statusText", "");
    response.put("httpVersion", version(resource.protocol()));
    response.put("cookies", new Object[0]);
    response.put("headers", new Object[0]);
    response.put("content", content);
    response.put("redirectURL", "");
    response.put("headersSize", -1);
    response.put("bodySize", resource.encodedBodySize());
    response.put("_transferSize", resource.transferSize());
    return response;
  }

  /** What HAR calls connect has TLS in it; its ssl says how much of it that is. */
  private static Map<String, Object> timings(Phases phases) {
    Map<String, Object> timings = new LinkedHashMap<>();
    boolean opened = phases.has(Kind.CONNECT) || phases.has(Kind.TLS);
    timings.put("blocked", phases.millis(Kind.QUEUED));
    timings.put("dns", phases.has(Kind.DNS) ? phases.millis(Kind.DNS) : -1);
    timings.put("connect", opened ? phases.millis(Kind.CONNECT) + phases.millis(Kind.TLS) : -1);
    timings.put("ssl", opened ? phases.millis(Kind.TLS) : -1);
    timings.put("send", 0); // no browser tells: it is in wait
    timings.put("wait", phases.millis(Kind.WAITING) + phases.millis(Kind.UNTOLD));
    timings.put("receive", phases.millis(Kind.RECEIVING));
    return timings;
  }

  private static String version(String protocol) {
    return switch (protocol) {
      case "h2" -> "HTTP/2";
      case "h3" -> "HTTP/3";
      case "http/1.1" -> "HTTP/1.1";
      default -> protocol.isEmpty() ? "unknown" : protocol;
    };
  }

  private static Object[] query(String url) {
    String query;
    try {
      query = URI.create(url).getRawQuery();
    } catch (IllegalArgumentException _) {
      return new Object[0]; // browsers allow more in a URL than RFC 3986
    }
    return query == null
        ? new Object[0]
        : Arrays.stream(query.split("&"))
            .map(
                pair -> {
                  int equals = pair.indexOf('=');
                  return Map.of(
                      "name", decoded(equals < 0 ? pair : pair.substring(0, equals)),
                      "value", decoded(equals < 0 ? "" : pair.substring(equals + 1)));
                })
            .toArray();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text; // a lone %
    }
  }

  private static String date(double epochMillis) {
    return Instant.ofEpochMilli((long) epochMillis).toString();
  }
}

package dev.weft.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One load of a page, as the browser measured it, under the names of the W3C's timings. Times are
 * milliseconds since the navigation began.
 *
 * @param url the page in the end, after redirects
 * @param document the page itself
 * @param domContentLoadedEventEnd when the document and its deferred scripts, modules among them,
 *     had run
 * @param loadEventEnd when everything that the document names was there
 * @param firstContentfulPaint empty where the browser saw none
 * @param largestContentfulPaint the same
 * @param marks what the page itself marked with {@code performance.mark}
 * @param resources everything else it asked for
 */
public record PageLoad(
    String url,
    Resource document,
    double domContentLoadedEventEnd,
    double loadEventEnd,
    OptionalDouble firstContentfulPaint,
    OptionalDouble largestContentfulPaint,
    Map<String, Double> marks,
    List<Resource> resources) {

  public PageLoad {
    marks = Map.copyOf(marks);
    resources = List.copyOf(resources);
  }

  /**
   * One request, as Resource Timing has it.
   *
   * @param initiatorType what asked for it
   * @param connectStart when a connection was begun for it; before {@code connectEnd} if there was
   *     one
   * @param transferSize bytes of header and body; 0 from a cache
   * @param encodedBodySize bytes of the body as it was coded
   * @param protocol as in ALPN
   * @param status 0 where the browser does not tell
   */
  public record Resource(
      String url,
      String initiatorType,
      double startTime,
      double connectStart,
      double secureConnectionStart,
      double connectEnd,
      double requestStart,
      double responseStart,
      double responseEnd,
      long transferSize,
      long encodedBodySize,
      String protocol,
      int status) {

    /** Whether a connection was opened for it. */
    public boolean connected() {
      return connectEnd > connectStart;
    }
  }

  /** Everything that was asked for, the page first. */
  public List<Resource> requests() {
    List<Resource> all = new ArrayList<>(resources.size() + 1);
    all.add(document);
    all.addAll(resources);
    return all;
  }

  /** Connections that were opened: several requests may have waited for one. */
  public long connections() {
    return requests().stream()
        .filter(Resource::connected)
        .map(Resource::connectStart)
        .distinct()
        .count();
  }

  /** Requests that went to a server and were not answered by a cache. */
  public long networkRequests() {
    return requests().stream().filter(each -> each.transferSize() > 0).count();
  }

  public long bytes() {
    return requests().stream().mapToLong(Resource::transferSize).sum();
  }

  /** What the script in the page told. */
  static PageLoad read(Json json) {
    Json navigation = json.at("navigation");
    Map<String, Double> marks = new LinkedHashMap<>();
    for (String name : json.at("marks").names()) {
      marks.put(name, json.at("marks", name).number());
    }
    return new PageLoad(
        json.at("url").text(),
        resource(navigation, json.at("url").text(), "navigation"),
        navigation.at("domContentLoadedEventEnd").number(),
        navigation.at("loadEventEnd").number(),
        optional(json.at("firstContentfulPaint")),
        optional(json.at("largestContentfulPaint")),
        marks,
        json.at("resources").elements().stream()
            .map(each -> resource(each, each.at("url").text(), each.at("initiatorType").text()))
            .toList());
  }

  private static Resource resource(Json json, String url, String initiatorType) {
    return new Resource(
        url,
        initiatorType,
        json.at("startTime").number(),
        json.at("connectStart").number(),
        json.at("secureConnectionStart").number(),
        json.at("connectEnd").number(),
        json.at("requestStart").number(),
        json.at("responseStart").number(),
        json.at("responseEnd").number(),
        (long) json.at("transferSize").number(),
        (long) json.at("encodedBodySize").number(),
        json.at("nextHopProtocol").text(),
        (int) json.at("responseStatus").number());
  }

  private static OptionalDouble optional(Json json) {
    return json.isNull() ? OptionalDouble.empty() : OptionalDouble.of(json.number());
  }
}

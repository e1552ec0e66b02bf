package dev.weft.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

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
 * @param connections that were opened, as counted outside of the browser: it does not tell of those
 *     that it opened before it needed them; empty where nobody counted
 */
public record PageLoad(
    String url,
    Resource document,
    double domContentLoadedEventEnd,
    double loadEventEnd,
    OptionalDouble firstContentfulPaint,
    OptionalDouble largestContentfulPaint,
    Map<String, Double> marks,
    List<Resource> resources,
    OptionalInt connections) {

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
      int status) {}

  /** Everything that was asked for, the page first. */
  public List<Resource> requests() {
    List<Resource> all = new ArrayList<>(resources.size() + 1);
    all.add(document);
    all.addAll(resources);
    return all;
  }

  /** Requests that went to a server and were not answered by a cache. */
  public long networkRequests() {
    return requests().stream().filter(each -> each.transferSize() > 0).count();
  }

  public long bytes() {
    return requests().stream().mapToLong(Resource::transferSize).sum();
  }

  /**
   * What the script in the page told.
   *
   * @throws IllegalArgumentException when that is no page load: the page can change what it tells
   */
  static PageLoad read(Json json) {
    Json navigation = json.at("navigation");
    if (!(navigation.at("loadEventEnd").number() > 0)) {
      throw new IllegalArgumentException("no end of the load event");
    }
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
            .toList(),
        OptionalInt.empty());
  }

  /** The same over so many connections. */
  PageLoad over(int opened) {
    return new PageLoad(
        url,
        document,
        domContentLoadedEventEnd,
        loadEventEnd,
        firstContentfulPaint,
        largestContentfulPaint,
        marks,
        resources,
        OptionalInt.of(opened));
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

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
 * @param timeOrigin when the navigation began, in milliseconds since 1970
 * @param document the page itself
 * @param domContentLoadedEventEnd when the document and its deferred scripts, modules among them,
 *     had run
 * @param loadEventEnd when everything that the document names was there
 * @param firstContentfulPaint empty where the browser saw none
 * @param largestContentfulPaint the same
 * @param marks what the page itself marked with {@code performance.mark}
 * @param resources everything else it asked for
 * @param around what the page could not tell
 */
public record PageLoad(
    String url,
    double timeOrigin,
    Resource document,
    double domContentLoadedEventEnd,
    double loadEventEnd,
    OptionalDouble firstContentfulPaint,
    OptionalDouble largestContentfulPaint,
    Map<String, Double> marks,
    List<Resource> resources,
    Around around) {

  public PageLoad {
    marks = Map.copyOf(marks);
    resources = List.copyOf(resources);
  }

  /**
   * What is known from outside of the page.
   *
   * @param browser that loaded it
   * @param connections that were opened, as counted between browser and server: a page is not told
   *     of those that were opened before they were needed; empty where nobody counted
   */
  record Around(Product browser, OptionalInt connections) {
    static final Around UNKNOWN = new Around(new Product("", ""), OptionalInt.empty());
  }

  /**
   * One request, as Resource Timing has it.
   *
   * @param initiatorType what asked for it
   * @param domainLookupStart before {@code domainLookupEnd} if a name was looked up for it
   * @param connectStart when a connection was begun for it; before {@code connectEnd} if there was
   *     one
   * @param transferSize bytes of header and body; 0 from a cache
   * @param encodedBodySize bytes of the body as it was coded
   * @param decodedBodySize bytes of the body
   * @param protocol as in ALPN
   * @param status 0 where the browser does not tell
   * @param contentType empty where the browser does not tell
   * @param renderBlocking whether the first paint waited for it, as far as the browser tells
   */
  public record Resource(
      String url,
      String initiatorType,
      double startTime,
      double domainLookupStart,
      double domainLookupEnd,
      double connectStart,
      double secureConnectionStart,
      double connectEnd,
      double requestStart,
      double responseStart,
      double responseEnd,
      long transferSize,
      long encodedBodySize,
      long decodedBodySize,
      String protocol,
      int status,
      String contentType,
      boolean renderBlocking) {}

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

  public OptionalInt connections() {
    return around.connections();
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
      marks.put(name, time(json.at("marks", name)));
    }
    return new PageLoad(
        json.at("url").text(),
        time(json.at("timeOrigin")),
        resource(navigation, json.at("url").text(), "navigation"),
        time(navigation.at("domContentLoadedEventEnd")),
        time(navigation.at("loadEventEnd")),
        optional(json.at("firstContentfulPaint")),
        optional(json.at("largestContentfulPaint")),
        marks,
        json.at("resources").elements().stream()
            .map(each -> resource(each, each.at("url").text(), each.at("initiatorType").text()))
            .toList(),
        Around.UNKNOWN);
  }

  /** The same, with what is known from outside. */
  PageLoad in(Around known) {
    return new PageLoad(
        url,
        timeOrigin,
        document,
        domContentLoadedEventEnd,
        loadEventEnd,
        firstContentfulPaint,
        largestContentfulPaint,
        marks,
        resources,
        known);
  }

  private static Resource resource(Json json, String url, String initiatorType) {
    return new Resource(
        url,
        initiatorType,
        time(json.at("startTime")),
        time(json.at("domainLookupStart")),
        time(json.at("domainLookupEnd")),
        time(json.at("connectStart")),
        time(json.at("secureConnectionStart")),
        time(json.at("connectEnd")),
        time(json.at("requestStart")),
        time(json.at("responseStart")),
        time(json.at("responseEnd")),
        (long) time(json.at("transferSize")),
        (long) time(json.at("encodedBodySize")),
        (long) time(json.at("decodedBodySize")),
        json.at("nextHopProtocol").text(),
        (int) time(json.at("responseStatus")),
        json.at("contentType").text(),
        json.at("renderBlockingStatus").text().equals("blocking"));
  }

  /**
   * At least 0 and finite, whatever the page says: 0 is what browsers say when they do not tell.
   */
  private static double time(Json json) {
    double value = json.number();
    return value > 0 && value < Double.POSITIVE_INFINITY ? value : 0;
  }

  private static OptionalDouble optional(Json json) {
    return json.isNull() ? OptionalDouble.empty() : OptionalDouble.of(time(json));
  }
}

package dev.weft.measure;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where and with what a measurement was made.
 *
 * @param weft version of Weft
 * @param browser version of the browser, as it told; the program where none was complete
 * @param link between browser and server
 * @param began when the first load that was complete began
 * @param system operating system of this machine
 * @param cores of this machine
 */
record Environment(
    String weft, Product browser, String link, Instant began, String system, int cores) {

  static Environment of(Outcome outcome) {
    String version = Environment.class.getPackage().getImplementationVersion();
    return new Environment(
        version == null ? "(not packaged)" : version,
        outcome.loads().stream()
            .map(load -> load.around().browser())
            .findFirst()
            .orElse(new Product(outcome.plan().browser().program().toString(), "")),
        outcome.plan().link().map(Link::toString).orElse("direct"),
        outcome.loads().stream()
            .map(load -> Instant.ofEpochMilli((long) load.timeOrigin()))
            .min(Instant::compareTo)
            .orElseGet(Instant::now),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.getRuntime().availableProcessors());
  }

  /** As members of a JSON object. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("weft", weft);
    members.put("date", began.toString());
    members.put("browser", Map.of("name", browser.name(), "version", browser.version()));
    members.put("link", link);
    members.put("machine", Map.of("os", system, "cores", cores));
    return members;
  }
}

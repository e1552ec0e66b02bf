package dev.weft.cli;

import dev.weft.config.Places;
import dev.weft.config.Problem;
import dev.weft.server.Announcement;
import dev.weft.server.Coalescing;
import dev.weft.server.Coalescing.Connections;
import dev.weft.server.Coalescing.Reason;
import dev.weft.server.Coalescing.Refused;
import dev.weft.tls.Credential;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which sites share a connection, as a block of lines for each kind of connection or as JSON.
 *
 * @param files of the certificates
 * @param places where the sites stand
 */
record CoalescingReport(List<Connections> connections, Map<Credential, Path> files, Places places) {
  String text() {
    return Stream.concat(
            connections.stream().map(this::block),
            Stream.of(
                "A browser shares a connection only if the names have one address and one port,"
                    + " too."))
        .collect(Collectors.joining("\n\n"));
  }

  private String block(Connections each) {
    List<String> lines = new ArrayList<>();
    lines.add("Connections with the certificate " + files.get(each.certificate()));
    add(lines, each.shared().size() > 1 ? "shared by" : "opened for", each.shared());
    add(
        lines,
        "also for",
        each.guests().stream()
            .map(
                guest ->
                    guest.own().equals(each.certificate())
                        ? guest.origin()
                        : guest.origin() + ": by itself it has " + files.get(guest.own()))
            .toList());
    add(
        lines,
        "not for",
        refused(each).entrySet().stream()
            .map(reason -> reason.getKey() + ": " + String.join(", ", reason.getValue()))
            .toList());
    add(
        lines,
        "ORIGIN says",
        switch (each.announcement()) {
          case Announcement.Frame(var origins) when origins.isEmpty() -> List.of("no origin");
          case Announcement.Frame(var origins) ->
              origins.stream().map(Coalescing::written).toList();
          case Announcement.Off() -> List.of("nothing: origin-frame = false");
          case Announcement.Endless(var wildcard) ->
              List.of("nothing: a site without authorities answers to all of " + wildcard);
        });
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, String label, List<String> values) {
    String first = label;
    for (String value : values) {
      lines.add(String.format("  %-12s%s", first, value));
      first = "";
    }
  }

  /** The origins by what stands against them. */
  private Map<String, List<String>> refused(Connections connections) {
    return connections.refused().stream()
        .collect(
            Collectors.groupingBy(
                refused -> message(refused.reason()),
                LinkedHashMap::new,
                Collectors.mapping(Refused::origin, Collectors.toList())));
  }

  private String message(Reason reason) {
    return switch (reason) {
      case Reason.NotCovered(var own, var wildcard) ->
          "not covered by this certificate"
              + wildcard.map(name -> " (" + name + " stands for one label)").orElse("")
              + " but by "
              + files.get(own);
      case Reason.Unshared(int site) -> {
        Problem place = places.problem("site[" + site + "].coalesce", "");
        yield "coalesce = false in line " + place.line() + " of " + place.file();
      }
    };
  }

  String json() {
    return connections.stream()
        .map(this::object)
        .collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
  }

  private String object(Connections each) {
    return "{\"certificate\": "
        + file(each.certificate())
        + ", \"shared\": "
        + array(each.shared().stream().map(Json::quoted))
        + ", \"also\": "
        + array(
            each.guests().stream()
                .map(
                    guest ->
                        "{\"origin\": "
                            + Json.quoted(guest.origin())
                            + ", \"certificate\": "
                            + file(guest.own())
                            + "}"))
        + ", \"refused\": "
        + array(
            each.refused().stream()
                .map(
                    refused ->
                        "{\"origin\": "
                            + Json.quoted(refused.origin())
                            + ", \"reason\": "
                            + Json.quoted(name(refused.reason()))
                            + ", \"message\": "
                            + Json.quoted(message(refused.reason()))
                            + "}"))
        + ", \"announced\": "
        + (each.announcement() instanceof Announcement.Frame(var origins)
            ? array(origins.stream().map(origin -> Json.quoted(Coalescing.written(origin))))
            : "null")
        + "}";
  }

  private String file(Credential certificate) {
    return Json.quoted(String.valueOf(files.get(certificate)));
  }

  private static String name(Reason reason) {
    return switch (reason) {
      case Reason.NotCovered _ -> "certificate";
      case Reason.Unshared _ -> "coalesce";
    };
  }

  private static String array(Stream<String> values) {
    return values.collect(Collectors.joining(", ", "[", "]"));
  }
}

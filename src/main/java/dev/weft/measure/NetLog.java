package dev.weft.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Chromium writes down about its network, as far as it is of use here: which request it sent
 * on which connection with which priority. A page is not told, and to ask for it over the DevTools
 * protocol changes what is loaded when.
 *
 * <p>The first line names the types of events; each line after it is an event of some source. A
 * request is bound to a job, and a job to a connection: an HTTP/2 session, or else a socket.
 */
final class NetLog {
  private static final long LONGEST = 256L << 20;

  private static final String START = "URL_REQUEST_START_JOB";
  private static final String BOUND = "HTTP_STREAM_REQUEST_BOUND_TO_JOB";
  private static final String SOCKET = "SOCKET_POOL_BOUND_TO_SOCKET";
  private static final Set<String> SESSION =
      Set.of(
          "HTTP2_SESSION_POOL_FOUND_EXISTING_SESSION",
          "HTTP2_SESSION_POOL_IMPORTED_SESSION_FROM_SOCKET");
  private static final Set<String> HEADERS =
      Set.of(
          "HTTP_TRANSACTION_SEND_REQUEST_HEADERS", "HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS");

  /** The ends of the lines that matter here; most do not, and are not parsed. */
  private final Map<String, String> wanted = new HashMap<>();

  private final Map<String, Json> started = new HashMap<>();
  private final Map<String, String> jobs = new HashMap<>();
  private final Map<String, String> sockets = new HashMap<>();
  private final Map<String, String> sessions = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Sent> sent = new ArrayList<>();

  private NetLog() {}

  /**
   * The requests in the order in which they were sent; none when there is no such file, or it is
   * not understood.
   *
   * @throws IOException when it cannot be read
   */
  static List<Sent> read(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) > LONGEST) {
      return List.of();
    }
    NetLog log = new NetLog();
    // Not Files.newBufferedReader, which ends at bytes that are no UTF-8.
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      String names = lines.readLine();
      if (names != null) {
        log.types(Json.parse(whole(names) + "}"));
      }
      for (String line; (line = lines.readLine()) != null; ) {
        String whole = whole(line);
        String type = log.wanted.get(whole.substring(whole.lastIndexOf(',') + 1));
        if (type != null) {
          log.event(type, Json.parse(whole));
        }
      }
    } catch (IllegalArgumentException _) {
      return List.of();
    }
    return log.sent;
  }

  /** Lines are members of an object and elements of an array. */
  private static String whole(String line) {
    return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
  }

  private void types(Json head) {
    Json types = head.at("constants", "logEventTypes");
    for (String name : types.names()) {
      if (Set.of(START, BOUND, SOCKET).contains(name)
          || SESSION.contains(name)
          || HEADERS.contains(name)) {
        wanted.put("\"type\":" + types.at(name).text() + "}", name);
      }
    }
  }

  private void event(String type, Json event) {
    String source = event.at("source", "id").text();
    String other = event.at("params", "source_dependency", "id").text();
    if (type.equals(START)) {
      if (!event.at("params").isNull()) {
        started.put(source, event.at("params"));
      }
    } else if (type.equals(BOUND)) {
      jobs.put(source, other);
    } else if (type.equals(SOCKET)) {
      sockets.put(source, other);
    } else if (SESSION.contains(type)) {
      sessions.put(source, other);
    } else {
      headers(source, event.at("params", "headers"));
    }
  }

  private void headers(String source, Json headers) {
    Json start = started.get(source);
    String job = jobs.get(source);
    if (start == null || job == null) {
      return;
    }
    String priority =
        headers.elements().stream()
            .map(Json::text)
            .filter(header -> header.startsWith("priority: "))
            .map(header -> header.substring("priority: ".length()))
            .findFirst()
            .orElse("");
    String connection = sessions.getOrDefault(job, sockets.getOrDefault(job, ""));
    int number = numbers.computeIfAbsent(connection, _ -> numbers.size() + 1);
    sent.add(new Sent(start.at("url").text(), start.at("method").text(), priority, number));
  }
}

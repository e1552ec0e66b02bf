package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.config.Configuration.AccessLog.Format;
import dev.weft.testing.Await;
import dev.weft.testing.Client;
import dev.weft.testing.Client.Version;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** One line for each response, and never a byte that a peer could steer a terminal with. */
final class AccessLogTest {
  private static final String TIME = "\\[\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000\\]";

  @TempDir Path folder;

  private TestServer logging(Format format) throws Exception {
    return TestServer.in(folder)
        .file("site/app.js", "12345")
        .file("site/app.js.br", "BR")
        .with(new Configuration.AccessLog(Optional.empty(), format))
        .start();
  }

  /** The lines once there are so many. */
  private static List<String> lines(TestServer server, int count) throws Exception {
    Await.await(count + " lines", () -> server.accessLog().size() >= count);
    assertEquals(count, server.accessLog().size());
    return server.accessLog();
  }

  @Test
  void combinedLineSaysWhoAskedForWhatAndWhatCame() throws Exception {
    try (TestServer server = logging(Format.COMBINED);
        Client http1 = new Client(Version.HTTP_1_1, server.port());
        Client http2 = new Client(Version.HTTP_2, server.port())) {
      http1.get("/app.js?v=1", "Referer: https://a.test/", "User-Agent: Mozilla/5.0");
      http2.ask("HEAD", "/missing");
      List<String> lines = lines(server, 2);
      assertMatches(
          "127\\.0\\.0\\.1 - - "
              + TIME
              + " \"GET /app\\.js\\?v=1 HTTP/1\\.1\" 200 5 \"https://a\\.test/\" \"Mozilla/5\\.0\"",
          lines.getFirst());
      assertMatches(
          "127\\.0\\.0\\.1 - - " + TIME + " \"HEAD /missing HTTP/2\\.0\" 404 0 \"-\" \"-\"",
          lines.getLast());
    }
  }

  @Test
  void jsonLineSaysMore() throws Exception {
    try (TestServer server = logging(Format.JSON);
        Client client = new Client(Version.HTTP_2, server.port())) {
      client.get("/missing");
      client.get("/app.js", "Accept-Encoding: br", "Priority: u=1", "User-Agent: a\"b\\c");
      assertMatches(
          "\\{\"time\":\"[0-9T:.-]+Z\",\"client\":\"127\\.0\\.0\\.1\",\"protocol\":\"HTTP/2\\.0\","
              + "\"authority\":\"localhost:"
              + server.port()
              + "\",\"method\":\"GET\",\"path\":\"/app\\.js\","
              + "\"userAgent\":\"a\\\\\"b\\\\\\\\c\",\"coding\":\"br\","
              + "\"urgency\":1,\"incremental\":false,\"queuedMicros\":\\d+,"
              + "\"stream\":3,\"status\":200,\"bytes\":2,\"coalesced\":false,\"micros\":\\d+\\}",
          lines(server, 2).getLast());
    }
  }

  @Test
  void whatJettyRefusesIsLoggedWithItsBytes() throws Exception {
    try (TestServer server = logging(Format.COMBINED);
        Http1Peer peer = Http1Peer.connect(server.port())) {
      assertEquals(
          "400 Bad Request\n", peer.send("GET / HTTP/1.1\r\nHost: a b\r\n\r\n").read("GET").text());
      assertMatches(".* 400 16 \"-\" \"-\"", lines(server, 1).getFirst());
    }
  }

  @Test
  void jsonLineOfTheStatusSaysAsMuch() throws Exception {
    try (TestServer server = logging(Format.JSON);
        Client client = new Client(Version.HTTP_2, server.port())) {
      client.get("/.weft/health", "Priority: u=1");
      client.get("/.weft/health", "Host: 127.0.0.1");
      List<String> lines = lines(server, 2);
      assertMatches(".*\"urgency\":1,.*\"coalesced\":false,.*", lines.getFirst());
      assertMatches(".*\"urgency\":3,.*\"coalesced\":true,.*", lines.getLast());
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void nothingOfAPeerIsWrittenRaw(Format format) throws Exception {
    try (TestServer server = logging(format);
        Client http1 = new Client(Version.HTTP_1_1, server.port());
        Client http2 = new Client(Version.HTTP_2, server.port())) {
      for (Client client : List.of(http1, http2)) {
        client.get("/\"%22\\", "User-Agent: \u00c3\u00a9 \u009b31m \u0080\u00ff \"\\");
        client.get("/app.js", "Referer: " + "r".repeat(4000));
        client.tryToAsk("GET\"", "/app.js?\"\u00e9");
      }
      try (Http1Peer peer = Http1Peer.connect(server.port())) {
        peer.send("\u001b[2J\u0007 / HTTP/1.1\r\nHost: \u001b\r\n\r\n").read("GET");
      }
      // A request of HTTP/2 that is no HTTP has no response, and so no line.
      Await.await("lines", () -> server.accessLog().size() >= 6);
      for (String line : server.accessLog()) {
        assertMatches("[ -~]+", line);
        assertTrue(line.length() < 1500, line);
        String quoted = line.replaceAll("\\\\(u[0-9a-f]{4}|[\"\\\\])", "");
        assertEquals(0, quoted.chars().filter(c -> c == '"').count() % 2, line);
        assertEquals(-1, quoted.indexOf('\\'), line);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.eclipse.jetty.util.HostPort", "org.eclipse.jetty.http.HttpParser"})
  void jettyDoesNotRepeatWhatIsMalformed(String logger) {
    assertFalse(LoggerFactory.getLogger(logger).isErrorEnabled());
  }

  private static void assertMatches(String expression, String line) {
    assertTrue(line.matches(expression), line);
  }
}

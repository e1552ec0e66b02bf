package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.config.Configuration.AccessLog;
import dev.weft.config.SiteSettings;
import dev.weft.origin.Authority;
import dev.weft.status.Traffic.Snapshot;
import dev.weft.testing.Await;
import dev.weft.testing.Client;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What came to whom is counted, and stands in the access log. */
final class TrafficCountTest {
  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    Path root = folder.resolve("site");
    server =
        TestServer.in(folder)
            .file("site/index.html", "")
            .names("one.test", "www.one.test", "two.test", "alone.test")
            .sites(
                SiteSettings.of(root)
                    .withAuthorities(
                        List.of(Authority.parse("one.test"), Authority.parse("www.one.test"))),
                SiteSettings.at("two.test", root),
                SiteSettings.at("alone.test", root).withCoalesce(false),
                SiteSettings.at("uncovered.test", root))
            .with(new AccessLog(Optional.empty(), AccessLog.Format.JSON))
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void everySiteHasItsOwnCounters(Client.Version version) throws Exception {
    ask(version, "one.test", "one.test", "one.test", "www.one.test", "two.test", "two.test");
    ask(version, "one.test", "alone.test", "uncovered.test", "elsewhere.test");
    ask(version, "two.test", "two.test");
    ask(version, "alone.test", "alone.test", "two.test");
    ask(version, "", "127.0.0.1", "one.test");
    assertEquals(
        List.of(
            new Snapshot("one.test", 1, 4, 2, 0),
            new Snapshot("two.test", 1, 3, 2, 1),
            new Snapshot("alone.test", 2, 1, 0, 1),
            new Snapshot("uncovered.test", 0, 0, 0, 1),
            new Snapshot("(no site)", 1, 0, 0, 2)),
        server.weft().traffic());
    List<String> log = server.accessLog();
    Await.await("13 lines", () -> log.size() == 13);
    assertEquals(
        List.of(
            "one.test 200 false",
            "one.test 200 false",
            "www.one.test 200 true",
            "two.test 200 true",
            "two.test 200 true",
            "alone.test 421 true",
            "uncovered.test 421 true",
            "elsewhere.test 421 true",
            "two.test 200 false",
            "alone.test 200 false",
            "two.test 421 true",
            "127.0.0.1 421 false",
            "one.test 200 true"),
        log.stream().map(TrafficCountTest::said).toList());
  }

  /** By the first authority that is one. */
  @ParameterizedTest
  @EnumSource
  void connectionCountsOnceForASite(Client.Version version) throws IOException {
    ask(version, "one.test", "one..test", "two.test", "one.test");
    assertEquals(
        List.of(
            new Snapshot("one.test", 0, 1, 0, 0),
            new Snapshot("two.test", 1, 1, 1, 0),
            new Snapshot("alone.test", 0, 0, 0, 0),
            new Snapshot("uncovered.test", 0, 0, 0, 0)),
        server.weft().traffic());
  }

  @Test
  void connectionCountsOnceForAllThatComesAtOnce() throws IOException {
    int requests = 50;
    try (Http2Peer peer = Http2Peer.connect(server.port(), "one.test", Map.of())) {
      for (int i = 0; i < requests; i++) {
        peer.headers(
            1 + 2 * i,
            true,
            ":method: GET",
            ":scheme: https",
            ":path: /",
            ":authority: " + (i % 2 == 0 ? "one.test" : "two.test"));
      }
      for (int i = 0; i < requests; i++) {
        assertEquals(200, peer.wantResponse(1 + 2 * i).status());
      }
    }
    assertEquals(
        List.of(
            new Snapshot("one.test", 1, requests / 2, 0, 0),
            new Snapshot("two.test", 0, requests / 2, requests / 2, 0)),
        server.weft().traffic().subList(0, 2));
  }

  /** Asks for each on one connection. */
  private void ask(Client.Version version, String serverName, String... authorities)
      throws IOException {
    try (Client client = new Client(version, server.port(), serverName)) {
      for (String authority : authorities) {
        client.get("/", "Host: " + authority);
      }
    }
  }

  private static String said(String line) {
    return line.replaceFirst(
        ".*\"authority\":\"([^\"]*)\".*\"status\":(\\d+).*\"coalesced\":(\\w+).*", "$1 $2 $3");
  }
}

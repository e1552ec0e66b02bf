package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration.Status;
import dev.weft.config.SiteSettings;
import dev.weft.testing.Await;
import dev.weft.testing.BothVersions;
import dev.weft.testing.Client;
import dev.weft.testing.Client.Version;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /.weft/} over real sockets: who gets it, and what it is. */
@Timeout(60)
final class StatusTest {
  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path folder;

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private TestServer.Preparation site() throws IOException {
    return TestServer.in(folder).file("site/index.html", "<!doctype html><title>page</title>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.weft/", "/.weft/live.js", "/.weft/metrics", "/.weft/health"})
  void thisMachineMayLook(String path) throws Exception {
    try (TestServer server = site().start()) {
      for (Version version : Version.values()) {
        try (Client client = new Client(version, server.port())) {
          Response response = client.ask("HEAD", path);
          assertEquals(200, response.status());
          assertEquals("no-store", response.value("cache-control"));
          assertEquals("nosniff", response.value("x-content-type-options"));
        }
      }
    }
  }

  @Test
  void scriptsAreThoseOfThePageAlone() throws Exception {
    try (TestServer server = site().start();
        BothVersions client = new BothVersions(server.port())) {
      String policy =
          Objects.requireNonNull(client.get("/.weft/").value("content-security-policy"));
      for (String directive :
          new String[] {
            "default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"
          }) {
        assertTrue(policy.contains(directive), policy);
      }
      assertEquals(404, client.get("/.weft/Live.class").status());
      assertEquals(404, client.get("/.weft/beacon.js").status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.weft/", "/.weft/metrics", "/.weft/health", "/.weft/events", "/.weft"})
  void nothingButGetAndHeadIsTaken(String path) throws Exception {
    try (TestServer server = site().start();
        BothVersions client = new BothVersions(server.port())) {
      for (String method : new String[] {"TRACE", "OPTIONS", "POST", "DELETE"}) {
        Response refused = client.ask(method, path, "X-Secret: 1");
        assertEquals(405, refused.status(), method);
        assertEquals("GET, HEAD", refused.value("allow"), method);
        assertFalse(refused.text().contains("Secret"), method);
      }
    }
  }

  @Test
  void whoForgetsTheSlashIsSentToThePage() throws Exception {
    try (TestServer server = site().start();
        BothVersions client = new BothVersions(server.port())) {
      Response moved = client.get("/.weft");
      assertEquals(308, moved.status());
      assertEquals("/.weft/", moved.value("location"));
      assertEquals("no-store", moved.value("cache-control"));
      assertEquals(404, client.get("/.weft", "Via: 1.1 proxy").status());
    }
  }

  /** Who may not look learns nothing from what comes, not even that there is something. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 192.0.2.1",
        "X-Forwarded-Proto: https",
        "Forwarded: for=192.0.2.1",
        "Via: 1.1 proxy",
        "X-Real-IP: 192.0.2.1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Host: other.test",
      })
  void othersGetWhatIsNotThere(String field) throws Exception {
    try (TestServer server = site().names("localhost", "other.test").start();
        BothVersions client = new BothVersions(server.port())) {
      for (String path : new String[] {"", "metrics", "health", "events", "live.js"}) {
        Response missing = client.get("/.missing/" + path, field);
        Response hidden = client.get("/.weft/" + path, field);
        assertEquals(404, hidden.status());
        assertEquals(missing.toString(), hidden.toString());
        assertEquals(missing.text(), hidden.text());
      }
      assertEquals(
          client.ask("POST", "/.missing/", field).toString(),
          client.ask("POST", "/.weft/", field).toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void hiddenPathFallsBackLikeAnyOther(Version version) throws Exception {
    SiteSettings spa = SiteSettings.of(folder.resolve("site")).withSpa("index.html");
    try (TestServer server = site().sites(spa).start();
        Client client = new Client(version, server.port())) {
      String[] navigation = {"Accept: text/html", "Via: 1.1 proxy"};
      assertEquals(
          client.get("/.missing/", navigation).text(), client.get("/.weft/", navigation).text());
    }
  }

  @Test
  void whatSpeaksHttp10IsTakenForAProxy() throws Exception {
    try (TestServer server = site().start();
        Http1Peer peer = Http1Peer.connect(server.port())) {
      peer.send("GET /.weft/health HTTP/1.0\r\nHost: localhost:" + server.port() + "\r\n\r\n");
      assertEquals(404, peer.read("GET").status());
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokenOpensFromAnywhereAndIsAskedFor(Version version) throws Exception {
    Status status = new Status(true, Optional.empty(), Optional.of(TOKEN), false);
    try (TestServer server = site().names("localhost", "other.test").with(status).start();
        Client client = new Client(version, server.port())) {
      assertEquals(401, client.get("/.weft/health").status());
      assertEquals(
          "Basic realm=\"weft\", charset=\"UTF-8\"",
          client.get("/.weft/").value("www-authenticate"));
      assertEquals(404, client.get("/.weft/", "Host: other.test").status());
      for (String field : new String[] {"Host: localhost", "Host: other.test"}) {
        Response health =
            client.get("/.weft/health", field, "Authorization: Bearer " + TOKEN, "Via: 1.1 proxy");
        assertEquals("{\"status\":\"ready\"}\n", health.text());
      }
    }
  }

  @Test
  void misdirectedRequestStaysMisdirected() throws Exception {
    Status open = new Status(true, Optional.empty(), Optional.empty(), true);
    try (TestServer server = site().with(open).start();
        BothVersions client = new BothVersions(server.port())) {
      assertEquals(421, client.get("/.weft/health", "Host: uncovered.test").status());
    }
  }

  @Test
  void healthSaysThatTheServerStops() throws Exception {
    TestServer server = site().file("site/large.bin", new byte[200_000]).start();
    try (Http2Peer peer = Http2Peer.connect(server.port()).autoWindow(false)) {
      peer.request(1, "/.weft/health").wantHeaders(1);
      assertEquals("{\"status\":\"ready\"}\n", text(peer.wantBody(1)));
      // Held up, so that there is time to ask.
      peer.request(3, "/large.bin").wantHeaders(3);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
      peer.wantGoAway();
      peer.windowUpdate(0, 1000);
      Response health = peer.request(5, "/.weft/health").wantResponse(5);
      assertEquals(503, health.status());
      assertEquals("{\"status\":\"draining\"}\n", health.text());
      peer.reset(3, Http2Peer.CANCEL).flush();
      stopped.join();
    }
  }

  @Test
  void eventsEndWhenTheServerStops() throws Exception {
    TestServer server = site().start();
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      peer.request(1, "/.weft/events").wantHeaders(1);
      peer.wantFrame(1, Http2Peer.DATA);
      server.close();
      String rest = text(peer.wantBody(1));
      assertTrue(rest.endsWith("event: end\ndata: {}\n\n"), rest);
    }
    assertTrue(server.problems().isEmpty(), server.problems()::toString);
  }

  /** The window is never given back, so that the events wait for it: the stop does not. */
  @Test
  void whoeverDoesNotReadTheEventsHoldsUpNoStop() throws Exception {
    TestServer server = site().start();
    try (Http2Peer peer =
        Http2Peer.connect(server.port(), "localhost", Map.of(0x4, 100)).autoWindow(false)) {
      peer.request(1, "/.weft/events").wantHeaders(1);
      peer.wantData(1, 100);
      server.close();
      peer.wantClosed();
    }
    assertTrue(server.problems().isEmpty(), server.problems()::toString);
  }

  @Test
  void eventsTellWhatHappensOnAConnectionInItsOrder() throws Exception {
    try (TestServer server = site().file("site/a.bin", new byte[70_000]).start();
        Http2Peer watcher = Http2Peer.connect(server.port());
        Http2Peer peer = Http2Peer.connect(server.port()).autoWindow(false)) {
      peer.roundTrip();
      watcher.request(1, "/.weft/events?connection=2").wantHeaders(1);
      StringBuilder told = new StringBuilder();
      told.append(text(watcher.wantFrame(1, Http2Peer.DATA).payload()));
      peer.request(1, "/a.bin", "priority: u=5").wantHeaders(1);
      peer.wantData(1, 65_535);
      peer.priorityUpdate(1, "u=0, i").roundTrip();
      peer.reset(1, Http2Peer.CANCEL).flush();
      Await.await(
          "the end of the stream",
          () -> {
            told.append(text(watcher.wantFrame(1, Http2Peer.DATA).payload()));
            return told.indexOf("\"kind\":\"closed\"") >= 0;
          });
      String trace =
          told.toString()
              .replaceAll("(?s)event: (overview|sites)\ndata: [^\n]*\n\n", "")
              .replaceAll("\"at\":\\d+", "\"at\":0");
      int at = 0;
      for (String event :
          new String[] {
            "\"kind\":\"requested\",\"at\":0,\"stream\":1,\"method\":\"GET\",\"authority\":\"localhost:"
                + server.port()
                + "\",\"path\":\"/a.bin\",\"urgency\":5,\"incremental\":false",
            "\"kind\":\"queued\",\"at\":0,\"stream\":1",
            "\"kind\":\"left\",\"at\":0,\"stream\":1,\"frame\":\"HEADERS\"",
            "\"frame\":\"DATA\",\"bytes\":16384,\"end\":false",
            "\"kind\":\"stalled\",\"at\":0,\"stream\":1",
            "\"kind\":\"prioritised\",\"at\":0,\"stream\":1,\"urgency\":0,\"incremental\":true",
            "\"kind\":\"reset\",\"at\":0,\"stream\":1,\"error\":8,\"received\":true",
            "\"kind\":\"closed\",\"at\":0,\"stream\":1",
          }) {
        at = trace.indexOf(event, at);
        assertTrue(at >= 0, event + " in\n" + trace);
      }
    }
  }
}

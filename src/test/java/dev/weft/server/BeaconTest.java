package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.SiteSettings;
import dev.weft.testing.BothVersions;
import dev.weft.testing.Client;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Visitors' browsers tell how pages loaded: of a site that wants it, of pages that there are. */
@Timeout(60)
final class BeaconTest {
  @TempDir Path folder;

  private TestServer start(boolean beacon) throws Exception {
    return TestServer.in(folder)
        .file("site/index.html", "<!doctype html>")
        .file("site/app.js", "1")
        .sites(SiteSettings.of(folder.resolve("site")).withBeacon(beacon))
        .start();
  }

  private static Response post(Http2Peer peer, int stream, String body, String... fields)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String[] all = new String[fields.length + 1];
    System.arraycopy(fields, 0, all, 0, fields.length);
    all[fields.length] = "content-length: " + bytes.length;
    return peer.request(stream, "POST", "/.weft/beacon", false, all)
        .data(stream, bytes, true)
        .wantResponse(stream);
  }

  private static String metrics(TestServer server) throws IOException {
    try (Client client = new Client(Client.Version.HTTP_2, server.port())) {
      return client.get("/.weft/metrics").text();
    }
  }

  @Test
  void loadOfAPageIsCounted() throws Exception {
    try (TestServer server = start(true);
        Http2Peer peer = Http2Peer.connect(server.port())) {
      String origin = "origin: https://localhost:" + server.port();
      assertEquals(204, post(peer, 1, "page=%2F&load=1500&first-byte=20", origin).status());
      String metrics = metrics(server);
      assertTrue(
          metrics.contains(
              "weft_page_load_seconds_count{milestone=\"load\",page=\"/index.html\",site=\"site\"}"
                  + " 1"),
          metrics);
    }
  }

  /** The answer is the same, so that nobody learns by it what there is. */
  @Test
  void nothingElseIsKept() throws Exception {
    try (TestServer server = start(true);
        Http2Peer peer = Http2Peer.connect(server.port())) {
      String origin = "origin: https://localhost:" + server.port();
      int stream = 1;
      for (String body :
          new String[] {
            "page=%2Fmissing&load=1",
            "page=%2Fapp.js&load=1",
            "page=%2F%253Cscript%253E&load=1",
            "page=%2F..%2F&load=1",
            "page=%2F&load=1&load=2",
            "<script>alert(1)</script>",
          }) {
        assertEquals(204, post(peer, stream, body, origin).status(), body);
        stream += 2;
      }
      assertEquals(403, post(peer, 101, "page=%2F&load=1").status());
      assertEquals(403, post(peer, 103, "page=%2F&load=1", "origin: https://evil.test").status());
      assertFalse(metrics(server).contains("weft_page_load_seconds_count"));
    }
  }

  @Test
  void bodyIsBounded() throws Exception {
    try (TestServer server = start(true);
        Http2Peer peer = Http2Peer.connect(server.port())) {
      String origin = "origin: https://localhost:" + server.port();
      assertEquals(413, post(peer, 1, "x".repeat(8193), origin).status());
      peer.request(3, "POST", "/.weft/beacon", false, origin);
      assertEquals(413, peer.wantHeaders(3).status(), "a length that nobody knows");
    }
  }

  @Test
  void responsesAreCountedAsTheirRequestsAre() throws Exception {
    try (TestServer server = start(true);
        Http2Peer peer = Http2Peer.connect(server.port())) {
      String origin = "origin: https://localhost:" + server.port();
      assertEquals(204, post(peer, 1, "page=%2F&load=1", origin).status());
      assertEquals(403, post(peer, 3, "page=%2F&load=1").status());
      peer.request(5, "/.weft/beacon.js").wantResponse(5);
      String metrics = metrics(server);
      for (String line :
          new String[] {
            "weft_requests_total{site=\"site\"} 3",
            "weft_responses_total{site=\"site\",status=\"2xx\"} 2",
            "weft_responses_total{site=\"site\",status=\"4xx\"} 1",
          }) {
        assertTrue(metrics.contains(line), metrics);
      }
    }
  }

  @Test
  void scriptIsThereForEverybody() throws Exception {
    try (TestServer server = start(true);
        BothVersions client = new BothVersions(server.port())) {
      Response script = client.get("/.weft/beacon.js", "Via: 1.1 proxy");
      assertEquals(200, script.status());
      assertEquals("text/javascript; charset=utf-8", script.value("content-type"));
    }
  }

  @Test
  void siteThatDoesNotWantItHasNone() throws Exception {
    try (TestServer server = start(false);
        BothVersions client = new BothVersions(server.port())) {
      assertEquals(
          client.get("/.missing/beacon.js").toString(), client.get("/.weft/beacon.js").toString());
      assertEquals(
          client.ask("POST", "/.missing/beacon").toString(),
          client.ask("POST", "/.weft/beacon").toString());
    }
  }
}

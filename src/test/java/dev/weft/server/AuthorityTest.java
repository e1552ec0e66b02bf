package dev.weft.server;

import static dev.weft.testing.Http2Peer.END_HEADERS;
import static dev.weft.testing.Http2Peer.END_STREAM;
import static dev.weft.testing.Http2Peer.HEADERS;
import static dev.weft.testing.Http2Peer.literal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.SiteSettings;
import dev.weft.testing.BothVersions;
import dev.weft.testing.Client;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Who is asked: the site that the authority names, and nobody for another. */
final class AuthorityTest {
  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.in(folder)
            .names("localhost", "two.test", "*.wild.test", "unclaimed.test", "127.0.0.1", "::1")
            .file("one/index.html", "one")
            .file("two/index.html", "two")
            .file("wild/index.html", "wild")
            .file("six/index.html", "six")
            .sites(
                SiteSettings.at("localhost", folder.resolve("one")),
                SiteSettings.at("two.test", folder.resolve("two")),
                SiteSettings.at("a.wild.test", folder.resolve("wild")),
                SiteSettings.at("[::1]", folder.resolve("six")))
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, one",
    "localhost:1, one",
    "LOCALHOST:8443, one",
    "localhost., one",
    "two.test, two",
    "Two.Test:443, two",
    "a.wild.test, wild",
    "[::1], six",
    "[0:0:0:0:0:0:0:1]:8443, six",
    "b.wild.test, ",
    "a.a.wild.test, ",
    "unclaimed.test, ",
    "127.0.0.1, ",
    "other.test, ",
    "localhost.other.test, ",
    "one, ",
    "[::2], "
  })
  void authorityNamesItsSite(String authority, @Nullable String body) throws IOException {
    try (BothVersions client = new BothVersions(server.port())) {
      Response response = client.get("/", "Host: " + authority);
      if (body != null) {
        assertEquals(200, response.status());
        assertEquals(body, response.text());
      } else {
        assertEquals(421, response.status());
        assertEquals("no-store", response.value("cache-control"));
        assertEquals(0, response.body().length);
      }
      assertEquals("one", client.get("/").text(), "the connection goes on");
    }
  }

  @ParameterizedTest
  @EnumSource(Client.Version.class)
  void nameOfTheHandshakeDoesNotDecide(Client.Version version) throws IOException {
    try (Client client = new Client(version, server.port(), "two.test")) {
      assertEquals("one", client.get("/", "Host: localhost").text());
      assertEquals("two", client.get("/", "Host: two.test").text());
    }
  }

  static final List<String> MALFORMED =
      List.of(
          "user@localhost",
          "user:password@localhost",
          "localhost/x",
          "localhost?x",
          "localhost#x",
          "local host",
          "localhost:99999",
          "localhost:-1",
          "localhost:x",
          "[::1",
          "[localhost]",
          "..",
          ".localhost",
          "local..host",
          "localhost,two.test",
          "*",
          "*.wild.test",
          "localhost\\",
          "%6cocalhost",
          "l\u00f6calhost");

  @ParameterizedTest
  @FieldSource("MALFORMED")
  void malformedAuthorityNamesNothing(String authority) throws IOException {
    for (Client.Version version : Client.Version.values()) {
      try (Client client = new Client(version, server.port())) {
        int status =
            client.tryToAsk("GET", "/", "Host: " + authority).map(Response::status).orElse(400);
        assertEquals(400, status, version.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost:\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost: localhost\\r\\nHost: localhost\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost: localhost\\r\\nHost: two.test\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost : localhost\\r\\n | 400",
        "GET / HTTP/1.0\\r\\nHost: localhost\\r\\n | 200",
        "GET / HTTP/1.0\\r\\n | 421", // it is 127.0.0.1 then, which nobody claims
        "GET / HTTP/2.0\\r\\nHost: localhost\\r\\n | 400",
        "GET /\\r\\n | 400",
        "GET https://localhost/ HTTP/1.1\\r\\nHost: localhost\\r\\n | 200",
        "GET https://localhost HTTP/1.1\\r\\nHost: localhost\\r\\n | 200",
        "GET https://two.test/ HTTP/1.1\\r\\nHost: localhost\\r\\n | 400",
        "GET https://other.test/ HTTP/1.1\\r\\nHost: other.test\\r\\n | 421",
        "GET https://u@localhost/ HTTP/1.1\\r\\nHost: localhost\\r\\n | 400",
        "GET http://localhost/ HTTP/1.1\\r\\nHost: localhost\\r\\n | 421",
        "GET ftp://localhost/ HTTP/1.1\\r\\nHost: localhost\\r\\n | 421",
        "GET x:/ HTTP/1.1\\r\\nHost: localhost\\r\\n | 421",
        "GET localhost HTTP/1.1\\r\\nHost: localhost\\r\\n | 400",
        "CONNECT localhost:443 HTTP/1.1\\r\\nHost: localhost:443\\r\\n | 405",
        "OPTIONS * HTTP/1.1\\r\\nHost: localhost\\r\\n | 204",
      })
  void targetOfHttp1HasOneMeaning(String request, int status) throws IOException {
    try (Http1Peer peer = Http1Peer.connect(server.port())) {
      Response response = peer.send(request.translateEscapes() + "\r\n").read("GET");
      assertEquals(status, response.status());
      if ("close".equals(response.value("connection")) || request.contains("HTTP/1.0")) {
        assertTrue(peer.closed());
      } else {
        assertEquals(200, peer.exchange("GET", "/").status(), "the connection goes on");
      }
    }
  }

  /** A header section of HTTP/2, and the status it gets. */
  record Section(int status, Map<String, String> fields) {}

  static final List<Section> SECTIONS =
      List.of(
          new Section(200, Map.of(":authority", "localhost", "host", "localhost")),
          new Section(400, Map.of(":authority", "localhost", "host", "two.test")),
          new Section(200, Map.of("host", "localhost")), // RFC 9113, section 8.3.1
          new Section(421, Map.of("host", "other.test")),
          new Section(400, Map.of()),
          new Section(400, Map.of(":authority", "")),
          new Section(421, Map.of(":authority", "localhost", ":scheme", "http")));

  @ParameterizedTest
  @FieldSource("SECTIONS")
  void targetOfHttp2HasOneMeaning(Section section) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(literal(":method", "GET"));
    block.writeBytes(literal(":path", "/"));
    block.writeBytes(literal(":scheme", section.fields().getOrDefault(":scheme", "https")));
    section.fields().keySet().stream()
        .filter(name -> !name.equals(":scheme"))
        .sorted() // the pseudo-fields first
        .forEach(name -> block.writeBytes(literal(name, section.fields().getOrDefault(name, ""))));
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      peer.frame(HEADERS, END_HEADERS | END_STREAM, 1, block.toByteArray());
      assertEquals(section.status(), peer.wantResponse(1).status());
      assertEquals(200, peer.request(3, "/").wantResponse(3).status(), "the connection goes on");
    }
  }

  @Test
  void siteWithoutAuthoritiesAnswersForAllThatIsCovered(@TempDir Path other) throws Exception {
    try (TestServer all =
            TestServer.in(other)
                .names("a.test", "b.test", "127.0.0.1")
                .file("site/index.html", "all")
                .start();
        Client client = new Client(Client.Version.HTTP_2, all.port(), "a.test")) {
      assertEquals("all", client.get("/").text());
      assertEquals("all", client.get("/", "Host: b.test:1").text());
      assertEquals("all", client.get("/", "Host: 127.0.0.1").text());
      assertEquals(421, client.get("/", "Host: localhost").status());
    }
  }
}

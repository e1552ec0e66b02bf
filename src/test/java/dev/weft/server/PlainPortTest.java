package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.config.Configuration;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The port without TLS: it says where the port with TLS is, and nothing else. */
final class PlainPortTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static int plainPort;

  @BeforeAll
  static void start() throws Exception {
    Server jetty = new Server(WeftServer.threads());
    server =
        TestServer.in(folder)
            .file("site/index.html", "root")
            .with(new Configuration.Listen(List.of("127.0.0.1"), 0, Optional.of(0)))
            .with(new Configuration.Tls(folder, List.of(), 60, false))
            .start((c, credentials, notices) -> WeftServer.start(c, credentials, notices, jetty));
    plainPort = ((ServerConnector) jetty.getConnectors()[1]).getLocalPort();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, localhost, localhost",
    "HEAD, /, localhost, localhost",
    "POST, /form, localhost, localhost",
    "GET, /a/b?c=d&e=%2F, localhost:80, localhost",
    "GET, /a%20b, www.example.test:8080, www.example.test",
    "GET, /, [::1]:80, [::1]",
    "GET, /, 127.0.0.1, 127.0.0.1"
  })
  void everythingIsRedirectedToTheSamePlaceOnTheSecurePort(
      String method, String target, String authority, String host) throws IOException {
    try (Http1Peer peer = Http1Peer.connectPlain(plainPort)) {
      Response response = peer.exchange(method, target, "Host: " + authority);
      assertEquals(308, response.status());
      assertEquals("https://" + host + ":" + server.port() + target, response.value("location"));
      assertEquals(0, response.body().length);
      assertNull(response.value("server"));
      assertNull(response.value("strict-transport-security"), "RFC 6797, section 7.2");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, user@localhost",
    "/, localhost/x",
    "/, ''",
    "x, localhost",
    "//evil.example/.., localhost",
    "/a%0d%0aX:1, localhost"
  })
  void whatIsMalformedIsNotRedirected(String target, String authority) throws IOException {
    try (Http1Peer peer = Http1Peer.connectPlain(plainPort)) {
      Response response = peer.exchange("GET", target, "Host: " + authority);
      assertEquals(400, response.status());
      assertNull(response.value("location"));
    }
  }
}

package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.SiteSettings;
import dev.weft.testing.Await;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import dev.weft.testing.TlsSessions;
import dev.weft.tls.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A certificate is replaced by one that covers something else. */
@Timeout(120)
final class CertificateReloadTest {
  /** The sites; the certificate covers the first two in the beginning. */
  static final List<String> HOSTS = List.of("one.test", "two.test", "three.test");

  /** The site of a certificate that stays as it is. */
  static final String OTHER = "other.test";

  /** Bytes that HTTP/2 lets a server send before anybody enlarges a window. */
  private static final int WINDOW = 65_535;

  @TempDir private Path folder;
  private TestServer server;

  static TestServer serve(Path folder) throws Exception {
    TestServer.Preparation sites =
        TestServer.in(folder)
            .certificates(List.of(List.of("one.test", "two.test"), List.of(OTHER)))
            .sites(
                everyHost().stream()
                    .map(host -> SiteSettings.at(host, folder.resolve(host)))
                    .toArray(SiteSettings[]::new));
    for (String host : everyHost()) {
      sites.file(host + "/index.html", host).file(host + "/large.txt", large(host));
    }
    return sites.start();
  }

  static List<String> everyHost() {
    return Stream.concat(HOSTS.stream(), Stream.of(OTHER)).toList();
  }

  /** What a site has under that name: more than a window. */
  static String large(String host) {
    return host.repeat(10_000);
  }

  static String[] get(String host, String path) {
    return new String[] {":method: GET", ":scheme: https", ":path: " + path, ":authority: " + host};
  }

  static Set<String> names(X509Certificate certificate) throws Exception {
    return Certificates.cover(certificate).names();
  }

  @BeforeEach
  void start() throws Exception {
    server = serve(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void responseInFlightIsFinishedAndNothingElseIsBegun() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port(), "one.test", Map.of())) {
      peer.autoWindow(false).headers(1, true, get("two.test", "/large.txt")).wantHeaders(1);
      peer.wantData(1, WINDOW);
      server.replaceCertificate("one.test");
      Http2Peer.GoAway first = peer.wantGoAway();
      assertEquals(Http2Peer.NO_ERROR, first.error());
      assertEquals(Integer.MAX_VALUE, first.lastStream());
      Http2Peer.GoAway second = peer.wantGoAway();
      assertEquals(Http2Peer.NO_ERROR, second.error());
      assertEquals(1, second.lastStream());

      peer.headers(3, true, get("one.test", "/"));
      peer.autoWindow(true).windowUpdate(0, WINDOW).windowUpdate(1, WINDOW);
      assertEquals(large("two.test").length() - WINDOW, peer.wantBody(1).length);
      peer.roundTrip();
      assertTrue(peer.unclaimed().stream().noneMatch(frame -> frame.stream() == 3));
    }
  }

  @Test
  void nextResponseOfHttp1IsTheLast() throws Exception {
    try (Http1Peer used = Http1Peer.connect(server.port(), "one.test");
        Http1Peer unused = Http1Peer.connect(server.port(), "one.test")) {
      assertNull(used.exchange("GET", "/", "Host: one.test").value("connection"));
      server.replaceCertificate("one.test");
      awaitShown("one.test");
      Response misdirected = used.exchange("GET", "/", "Host: three.test");
      assertEquals(421, misdirected.status());
      assertEquals("close", misdirected.value("connection"));
      assertTrue(used.closed());
      Response first = unused.exchange("GET", "/", "Host: two.test");
      assertEquals("two.test", first.text(), "as the certificate of the connection says");
      assertEquals("close", first.value("connection"));
      assertTrue(unused.closed());
    }
  }

  /** However long it takes; and what comes of it is retired like others. */
  @Test
  void handshakeIsNotDisturbed() throws Exception {
    CountDownLatch shown = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    List<FutureTask<Http2Peer>> slow = new ArrayList<>();
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      TlsSessions client =
          new TlsSessions(
              version,
              server.port(),
              _ -> {
                shown.countDown();
                await(goOn);
              });
      slow.add(
          new FutureTask<>(
              () -> client.http2("one.test").headers(1, true, get("two.test", "/")).flush()));
    }
    slow.forEach(Thread::startVirtualThread);
    await(shown);
    server.replaceCertificate("one.test");
    awaitShown("one.test");
    // A problem is told when it was met twice: four more looks at the files.
    int told = server.problems().size();
    Files.writeString(server.certificate(), "");
    Await.await("a problem", () -> server.problems().size() == told + 1);
    Files.delete(server.certificate());
    Await.await("another problem", () -> server.problems().size() == told + 2);
    goOn.countDown();
    for (FutureTask<Http2Peer> connected : slow) {
      try (Http2Peer peer = connected.get()) {
        assertEquals("two.test", peer.wantResponse(1).text());
        assertEquals(Integer.MAX_VALUE, peer.wantGoAway().lastStream());
        assertEquals(Http2Peer.SETTINGS, peer.unclaimed().getFirst().type());
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitShown(String... names) throws Exception {
    Await.await(
        "new connections are shown the new certificate",
        () -> {
          try (Http1Peer peer = Http1Peer.connect(server.port(), "one.test")) {
            return names(peer.certificate()).equals(Set.of(names));
          }
        });
  }
}

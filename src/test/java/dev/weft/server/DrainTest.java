package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.testing.Await;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stop finishes what it can, and does not wait for those who never will. */
@Timeout(60)
final class DrainTest {
  /** More than the buffers of both ends hold. */
  private static final int LARGE = 32 << 20;

  /** Bytes that HTTP/2 lets a server send before anybody enlarges a window. */
  private static final int WINDOW = 65_535;

  @TempDir Path folder;

  private TestServer serving(int drainSeconds) throws Exception {
    TestServer.Preparation site =
        TestServer.in(folder).file("site/memory.bin", new byte[3 * WINDOW]);
    try (var large = new RandomAccessFile(folder.resolve("site/disk.bin").toFile(), "rw")) {
      large.setLength(LARGE); // takes no room
    }
    Configuration.Limits limits = Configuration.Limits.DEFAULT;
    return site.with(
            new Configuration.Limits(
                limits.connections(),
                limits.connectionsPerAddress(),
                limits.idleTimeout(),
                drainSeconds,
                limits.requestHeaderBytes()))
        .start();
  }

  private static CompletableFuture<Void> stop(TestServer server) {
    return CompletableFuture.runAsync(server::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/memory.bin", "/disk.bin"})
  void responseOfHttp2IsFinishedAfterGoAway(String path) throws Exception {
    TestServer server = serving(60);
    int port = server.port();
    try (Http2Peer peer = Http2Peer.connect(port).autoWindow(false)) {
      int length = (int) Files.size(folder.resolve("site" + path));
      peer.request(1, path).wantHeaders(1);
      peer.wantData(1, WINDOW);
      CompletableFuture<Void> stopped = stop(server);
      Http2Peer.GoAway goAway = peer.wantGoAway();
      assertEquals(Http2Peer.NO_ERROR, goAway.error());
      assertEquals(Integer.MAX_VALUE, goAway.lastStream(), goAway.toString());
      awaitRefusal(port);

      peer.autoWindow(true).windowUpdate(0, WINDOW).windowUpdate(1, WINDOW);
      assertEquals(length - WINDOW, peer.wantBody(1).length);
      peer.wantClosed();
      stopped.join();
    }
  }

  @Test
  void responseOfHttp1IsFinished() throws Exception {
    TestServer server = serving(60);
    int port = server.port();
    try (Http1Peer peer = Http1Peer.connect(port)) {
      ask(peer, port);
      CompletableFuture<Void> stopped = stop(server);
      awaitRefusal(port);
      assertEquals(LARGE, peer.readBody(LARGE).length);
      assertTrue(peer.closed());
      stopped.join();
    }
  }

  @Test
  void idleConnectionsHoldNothingUp() throws Exception {
    TestServer server = serving(60);
    try (Http1Peer http1 = Http1Peer.connect(server.port());
        Http2Peer http2 = Http2Peer.connect(server.port())) {
      assertEquals(404, http1.exchange("GET", "/missing").status());
      assertEquals(404, http2.request(1, "/missing").wantResponse(1).status());
      CompletableFuture<Void> stopped = stop(server);
      assertEquals(Http2Peer.NO_ERROR, http2.wantGoAway().error());
      http2.wantClosed();
      assertTrue(http1.closed());
      stopped.join();
    }
  }

  @Test
  void responsesThatDoNotEndAreCutShort() throws Exception {
    TestServer server = serving(1);
    try (Http1Peer http1 = Http1Peer.connect(server.port());
        Http2Peer http2 = Http2Peer.connect(server.port()).autoWindow(false)) {
      ask(http1, server.port());
      http2.request(1, "/disk.bin").wantHeaders(1);
      http2.wantData(1, WINDOW);
      stop(server).join();
      http2.wantClosed();
      assertEquals(
          0,
          http2.unclaimed().stream()
              .filter(frame -> frame.type() == Http2Peer.DATA && frame.has(Http2Peer.END_STREAM))
              .count(),
          "a short body must not look whole");
      assertTrue(http1.readBody(LARGE).length < LARGE);
      assertEquals(
          List.of("drain-timeout is over: what was still being sent was cut short"),
          server.problems());
    }
  }

  /** Asks for what does not fit into the buffers, and reads nothing of it but the head. */
  private static void ask(Http1Peer peer, int port) throws IOException {
    peer.send("GET /disk.bin HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n");
    assertEquals(Integer.toString(LARGE), peer.readHead().value("content-length"));
  }

  private static void awaitRefusal(int port) throws Exception {
    Await.await(
        "connections are refused",
        () -> {
          try (Http1Peer _ = Http1Peer.connectPlain(port)) {
            return false;
          } catch (ConnectException e) {
            return true;
          }
        });
  }
}

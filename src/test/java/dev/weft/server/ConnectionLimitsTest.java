package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.testing.Await;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who opens many connections and keeps them busy gets so many, and everybody else is served. */
@Timeout(120)
@EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
final class ConnectionLimitsTest {
  private static final int MOST = 8;
  private static final String BODY = "<!doctype html><title>One page</title>";
  private static final byte[] LARGE = new byte[1 << 20];

  @TempDir Path folder;
  private final Deque<Http2Peer> attackers = new ArrayDeque<>();

  @Test
  void busyConnectionsOfOneAddressAreLimitedAndAnotherIsServed() throws Exception {
    try (TestServer server = start(Configuration.Limits.DEFAULT.connections(), MOST)) {
      try {
        for (int i = 0; i < MOST; i++) {
          attackers.add(busy(server.port()));
        }
        assertThrows(IOException.class, () -> Http2Peer.connect(server.port()));
        InetAddress victim = InetAddress.getByName("127.0.0.2");
        try (Http2Peer peer = Http2Peer.connect(victim, server.port())) {
          for (int stream = 1; stream < 200; stream += 2) {
            assertEquals(BODY, peer.request(stream, "/").wantResponse(stream).text());
          }
        }
        for (int i = 0; i < 2 * MOST; i++) {
          assertThrows(IOException.class, () -> Http2Peer.connect(server.port()));
        }
        attackers.removeLast().close();
        Await.await("there is room again", () -> admitted(server.port()));
      } finally {
        for (Http2Peer attacker : attackers) {
          attacker.close();
        }
      }
    }
  }

  @Test
  void connectionsOfAllTogetherAreLimited() throws Exception {
    try (TestServer server = start(MOST, 10 * MOST)) {
      for (int i = 0; i < MOST; i++) {
        attackers.add(Http2Peer.connect(server.port()));
      }
      CompletableFuture<Boolean> waiting =
          CompletableFuture.supplyAsync(() -> admitted(server.port()));
      for (Http2Peer attacker : attackers) {
        assertEquals(BODY, attacker.request(1, "/").wantResponse(1).text());
      }
      assertFalse(waiting.isDone());
      attackers.removeLast().close();
      assertTrue(waiting.join(), "it was accepted when there was room");
    } finally {
      for (Http2Peer attacker : attackers) {
        attacker.close();
      }
    }
  }

  private TestServer start(int connections, int perAddress) throws Exception {
    Configuration.Limits limits = Configuration.Limits.DEFAULT;
    return TestServer.in(folder)
        .file("site/index.html", BODY)
        .file("site/large.bin", LARGE)
        .with(
            new Configuration.Limits(
                connections,
                perAddress,
                limits.idleTimeout(),
                limits.drainTimeout(),
                limits.requestHeaderBytes()))
        .start();
  }

  /** With more asked for than its windows let go, all of it most urgent. */
  private static Http2Peer busy(int port) throws IOException {
    Http2Peer peer = Http2Peer.connect(port).autoWindow(false);
    peer.windowUpdate(0, 64 << 20);
    for (int stream = 1; stream < 100; stream += 2) {
      peer.request(stream, "/large.bin", "priority: u=0").windowUpdate(stream, 1 << 20);
    }
    peer.wantFrame(1, Http2Peer.DATA);
    return peer;
  }

  private static boolean admitted(int port) {
    try (Http2Peer peer = Http2Peer.connect(port)) {
      return peer.request(1, "/").wantResponse(1).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}

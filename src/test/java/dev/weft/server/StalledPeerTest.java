package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.config.Configuration;
import dev.weft.testing.Await;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who asks for much and takes nothing of it is sent away once {@code idle-timeout} is over: with
 * its windows of HTTP/2 wide open, so that TCP alone holds the bytes, or with those shut.
 */
@Timeout(60)
final class StalledPeerTest {
  /** More than the buffers of both ends hold. */
  private static final int LARGE = 64 << 20;

  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int WIDE = Integer.MAX_VALUE;
  private static final int USUAL = 65_535;

  @TempDir Path folder;
  private final Server jetty = new Server(WeftServer.threads());

  @ParameterizedTest
  @CsvSource({"1, true", "3, true", "1, false", "3, false"})
  void peerThatTakesNothingIsSentAway(int streams, boolean windowsOpen) throws Exception {
    try (TestServer server = start();
        Http2Peer peer =
            Http2Peer.connect(
                server.port(),
                "localhost",
                Map.of(INITIAL_WINDOW_SIZE, windowsOpen ? WIDE : USUAL))) {
      if (windowsOpen) {
        peer.windowUpdate(0, WIDE - USUAL);
      }
      for (int stream = 1; stream < 2 * streams; stream += 2) {
        peer.request(stream, "/disk.bin");
      }
      peer.autoWindow(false).wantHeaders(1);
      assertEquals(1, connected());
      Await.await("the connection is gone", () -> connected() == 0);
    }
  }

  private int connected() {
    return ((ServerConnector) jetty.getConnectors()[0]).getConnectedEndPoints().size();
  }

  private TestServer start() throws Exception {
    TestServer.Preparation site = TestServer.in(folder).file("site/index.html", "");
    try (var large = new RandomAccessFile(folder.resolve("site/disk.bin").toFile(), "rw")) {
      large.setLength(LARGE); // takes no room
    }
    Configuration.Limits limits = Configuration.Limits.DEFAULT;
    return site.with(
            new Configuration.Limits(
                limits.connections(),
                limits.connectionsPerAddress(),
                1,
                limits.drainTimeout(),
                limits.requestHeaderBytes()))
        .start((c, credentials, notices) -> WeftServer.start(c, credentials, notices, jetty));
  }
}

package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.http2.Http2ConnectionFactory;
import dev.weft.testing.Await;
import dev.weft.testing.Client;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However requests end: no buffer stays taken, no file and no stream open. */
final class BufferLeakTest {
  private static final int SMALL = 1 << 16;
  private static final int WINDOW = 65_535;

  @TempDir static Path folder;
  private static final ArrayByteBufferPool.Tracking BUFFERS = new ArrayByteBufferPool.Tracking();
  private static final Server JETTY = new Server(WeftServer.threads(), null, BUFFERS);
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.in(folder)
            .file("site/small.js", new byte[SMALL / 2])
            .file("site/memory.bin", new byte[SMALL])
            .file("site/disk.bin", new byte[64 * SMALL])
            .with(new Configuration.Store(Optional.empty(), SMALL, false, Optional.empty(), 0))
            .start((c, credentials, notices) -> WeftServer.start(c, credentials, notices, JETTY));
  }

  @AfterAll
  static void stop() {
    server.close();
    assertEquals("", BUFFERS.getLeaks().isEmpty() ? "" : BUFFERS.dumpLeaks());
  }

  /** Once all peers are gone, nothing of theirs is left. */
  @AfterEach
  void nothingIsLeft() throws Exception {
    Await.await("no connection", () -> JETTY.getConnectors()[0].getConnectedEndPoints().isEmpty());
    try {
      Await.await("no buffer is taken", () -> BUFFERS.getLeaks().isEmpty());
    } catch (AssertionError e) {
      throw new AssertionError(BUFFERS.dumpLeaks(), e);
    }
    awaitFilesClosed();
  }

  /** In time: in the end the garbage collector would close a file that was forgotten. */
  private static void awaitFilesClosed() throws Exception {
    Await.await("no file is open", Duration.ofSeconds(3), () -> openFiles() == 0);
  }

  /** How many files of the site this process has open; 0 where no system tells. */
  private static long openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    long open = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path each : all) {
        try {
          open += Files.readSymbolicLink(each).startsWith(folder) ? 1 : 0;
        } catch (NoSuchFileException e) {
          // closed meanwhile
        }
      }
    }
    return open;
  }

  /** The streams of all connections of HTTP/2 that are open. */
  private static long openStreams() {
    return JETTY.getConnectors()[0].getBeans(Http2ConnectionFactory.class).stream()
        .flatMap(factory -> factory.getBeans(SessionContainer.class).stream())
        .flatMap(sessions -> sessions.getSessions().stream())
        .mapToLong(session -> session.getStreams().size())
        .sum();
  }

  static final List<String> PATHS =
      List.of("/small.js", "/memory.bin", "/disk.bin", "/missing", "/a%2fb", "/%00");

  @ParameterizedTest
  @EnumSource(Client.Version.class)
  void requestsThatAreAnswered(Client.Version version) throws Exception {
    try (Client client = new Client(version, server.port())) {
      for (String path : PATHS) {
        for (String method : List.of("GET", "HEAD", "OPTIONS", "POST")) {
          client.tryToAsk(method, path);
        }
        for (String range :
            List.of("bytes=0-0", "bytes=5-, 1-2", "bytes=-70000", "bytes=999999999-", "x=1")) {
          client.tryToAsk("GET", path, "Range: " + range);
        }
        client.tryToAsk("GET", path, "If-None-Match: *");
        client.tryToAsk("GET", path, "Host: other.test");
      }
    }
  }

  @Test
  void downloadsThatAreCancelled() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      for (int stream = 1; stream < 100; stream += 6) {
        peer.request(stream, "/disk.bin").request(stream + 2, "/memory.bin");
        peer.request(stream + 4, "/disk.bin", "range: bytes=5-9999999, 0-3");
        if (stream % 4 == 1) {
          peer.wantHeaders(stream);
        }
        for (int i = 0; i < 6; i += 2) {
          peer.reset(stream + i, Http2Peer.CANCEL);
        }
      }
      peer.roundTrip();
      Await.await("no stream is open", () -> openStreams() == 0);
      awaitFilesClosed();
      assertEquals(SMALL / 2, peer.request(201, "/small.js").wantResponse(201).body().length);
    }
  }

  /** The window is spent, so nothing but the reset tells the server that all is over. */
  @ParameterizedTest
  @ValueSource(strings = {"/disk.bin", "/memory.bin"})
  void stalledDownloadThatIsCancelled(String path) throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port()).autoWindow(false)) {
      peer.request(1, path).wantHeaders(1);
      peer.wantData(1, WINDOW);
      peer.reset(1, Http2Peer.CANCEL).flush();
      Await.await("no stream is open", () -> openStreams() == 0);
      awaitFilesClosed();
    }
  }

  @Test
  void connectionsThatAreLeftInTheMiddle() throws Exception {
    for (int i = 0; i < 8; i++) {
      try (Http2Peer http2 = Http2Peer.connect(server.port()).autoWindow(i % 2 == 0);
          Http1Peer http1 = Http1Peer.connect(server.port())) {
        http2.request(1, "/disk.bin").request(3, "/memory.bin").request(5, "/disk.bin");
        http1.send("GET /disk.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
        if (i >= 4) {
          http2.wantHeaders(5);
          http1.readHead();
        }
        http2.flush();
      }
    }
  }

  @Test
  void requestsThatDoNotEnd() throws Exception {
    try (Http2Peer http2 = Http2Peer.connect(server.port());
        Http1Peer http1 = Http1Peer.connect(server.port())) {
      http2.request(1, "POST", "/disk.bin", false).data(1, new byte[1000], false);
      assertEquals(405, http2.wantHeaders(1).status());
      http2.request(3, "GET", "/disk.bin", false).data(3, new byte[1000], false);
      assertEquals(200, http2.wantHeaders(3).status());
      http1.send("POST /disk.bin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n12");
      assertEquals(405, http1.read("POST").status());
    }
  }

  @Test
  void connectionsThatAreNoHttp() throws Exception {
    try (Http2Peer http2 = Http2Peer.connect(server.port());
        Http1Peer http1 = Http1Peer.connect(server.port());
        Http1Peer plain = Http1Peer.connectPlain(server.port())) {
      http2.request(1, "/disk.bin").frame(Http2Peer.CONTINUATION, 0, 1, new byte[10]);
      assertTrue(http2.wantClosed().isPresent());
      assertEquals(400, http1.send("\0\r\n\r\n").read("GET").status());
      plain.send("GET / HTTP/1.1\r\n\r\n");
    }
  }
}

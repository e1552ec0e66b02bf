package dev.weft.http2;

import static dev.weft.testing.Http2Peer.CANCEL;
import static dev.weft.testing.Http2Peer.PRIORITY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.config.Configuration;
import dev.weft.config.Glob;
import dev.weft.config.SiteSettings;
import dev.weft.config.SiteSettings.HeaderRule;
import dev.weft.priority.Scheduling;
import dev.weft.testing.Await;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The order in which DATA leaves, as the client sees it. Each response is of two frames. Windows
 * are closed at first, so that all responses wait, and then opened by one frame.
 */
final class PriorityOrderTest {
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int NO_RFC7540_PRIORITIES = 9;
  private static final int OPEN = 1 << 20;
  private static final byte[] TWO_FRAMES = new byte[20_000];

  @TempDir static Path folder;
  private static final Map<Scheduling, TestServer> SERVERS = new EnumMap<>(Scheduling.class);

  @BeforeAll
  static void start() throws Exception {
    for (Scheduling scheduling : Scheduling.values()) {
      SERVERS.put(
          scheduling,
          TestServer.in(folder)
              .file("site/a.bin", TWO_FRAMES)
              .file("site/image.png", TWO_FRAMES)
              .file("site/style.css", TWO_FRAMES)
              .file("site/module.js", TWO_FRAMES)
              .with(Configuration.Http2.DEFAULT.withScheduler(scheduling))
              .start());
    }
    for (TestServer server : SERVERS.values()) {
      Await.await("all is loaded", server.weft()::settled); // who asks first is to have it first
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(TestServer::close);
  }

  private static Http2Peer connect(Scheduling scheduling) throws IOException {
    return Http2Peer.connect(port(scheduling), "localhost", Map.of(INITIAL_WINDOW_SIZE, 0));
  }

  private static int port(Scheduling scheduling) {
    return Objects.requireNonNull(SERVERS.get(scheduling)).port();
  }

  private static Http2Peer connect() throws IOException {
    return connect(Scheduling.PRIORITY);
  }

  private static String traceOf(Http2Peer peer, int streams) throws IOException {
    peer.settings(Map.of(INITIAL_WINDOW_SIZE, OPEN));
    return peer.wantTrace(streams);
  }

  @ParameterizedTest
  @CsvSource({
    "u=5, u=1, u=3, 3 3 5 5 1 1",
    "u=3, u=3, u=3, 1 1 3 3 5 5",
    "'u=3, i', 'u=3, i', 'u=3, i', 1 3 5 1 3 5",
    "'u=3, i', u=2, 'u=3, i', 3 3 1 5 1 5",
    "'u=4, i', u=4, u=4, 3 1 3 1 5 5",
    "u=9, 'u=2, i=oops', '!', 3 3 1 1 5 5",
  })
  void signalsOfRequestsAreHeeded(String first, String second, String third, String trace)
      throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin", "priority: " + first)
          .request(3, "/a.bin", "priority: " + second)
          .request(5, "/a.bin", "priority: " + third);
      assertEquals(trace, traceOf(peer, 3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void schedulingIsAsConfigured(Scheduling scheduling) throws IOException {
    try (Http2Peer peer = connect(scheduling)) {
      peer.request(1, "/a.bin", "priority: u=7").request(3, "/a.bin", "priority: u=0");
      assertEquals(
          switch (scheduling) {
            case PRIORITY -> "3 3 1 1";
            case ROUND_ROBIN -> "1 3 1 3";
            case FIFO -> "1 1 3 3";
          },
          traceOf(peer, 2));
    }
  }

  @Test
  void updateMovesAnOpenStream() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin").request(3, "/a.bin").priorityUpdate(3, "u=0");
      assertEquals("3 3 1 1", traceOf(peer, 2));
    }
  }

  @Test
  void earlyUpdateBeatsTheField() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.priorityUpdate(3, "u=0")
          .request(1, "/a.bin", "priority: u=1")
          .request(3, "/a.bin", "priority: u=7");
      assertEquals("3 3 1 1", traceOf(peer, 2));
    }
  }

  @Test
  void priorityFrameRaisesAStreamAsChromiumDoesForImagesInView() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/image.png", "priority: i").request(3, "/image.png", "priority: i");
      priority(peer, 3, 220);
      assertEquals("3 3 1 1", traceOf(peer, 2));
    }
  }

  @Test
  void priorityFramesMeanNothingWhereTheClientSaysSo() throws IOException {
    int port = port(Scheduling.PRIORITY);
    var settings = Map.of(INITIAL_WINDOW_SIZE, 0, NO_RFC7540_PRIORITIES, 1);
    try (Http2Peer peer = Http2Peer.connect(port, "localhost", settings)) {
      peer.request(1, "/a.bin").request(3, "/a.bin");
      priority(peer, 3, 256);
      assertEquals("1 1 3 3", traceOf(peer, 2));
    }
  }

  @Test
  void weightsMeanNothingWhereTheServerSaysSo(@TempDir Path other) throws Exception {
    Configuration.Http2 http2 = Configuration.Http2.DEFAULT;
    try (TestServer server =
            TestServer.in(other)
                .file("site/a.bin", TWO_FRAMES)
                .with(
                    new Configuration.Http2(
                        http2.maxConcurrentStreams(),
                        http2.budgets(),
                        http2.scheduler(),
                        true,
                        http2.originFrame()))
                .start();
        Http2Peer peer =
            Http2Peer.connect(server.port(), "localhost", Map.of(INITIAL_WINDOW_SIZE, 0))) {
      Await.await("all is loaded", server.weft()::settled);
      assertEquals(1, peer.wantSettings().get(NO_RFC7540_PRIORITIES));
      peer.request(1, "/a.bin").request(3, "/a.bin");
      priority(peer, 3, 256);
      assertEquals("1 1 3 3", traceOf(peer, 2));
    }
  }

  @Test
  void headerOfTheResponseIsHeeded(@TempDir Path other) throws Exception {
    SiteSettings plain = SiteSettings.of(other.resolve("site"));
    HeaderRule urgent = new HeaderRule(Glob.parse("/a.bin"), Map.of("Priority", "u=1"));
    try (TestServer server =
            TestServer.in(other)
                .file("site/a.bin", TWO_FRAMES)
                .file("site/b.bin", TWO_FRAMES)
                .sites(plain.withRules(List.of(urgent)))
                .start();
        Http2Peer peer =
            Http2Peer.connect(server.port(), "localhost", Map.of(INITIAL_WINDOW_SIZE, 0))) {
      Await.await("all is loaded", server.weft()::settled);
      peer.request(1, "/b.bin", "priority: u=2")
          .request(3, "/a.bin", "priority: u=5, i")
          .request(5, "/a.bin", "priority: u=5, i");
      assertEquals("u=1", peer.wantHeaders(3).value("Priority"));
      assertEquals("3 5 3 5 1 1", traceOf(peer, 3));
    }
  }

  /** On stream 0 of the dependency tree. */
  private static void priority(Http2Peer peer, int stream, int weight) throws IOException {
    peer.frame(
        PRIORITY, 0, stream, ByteBuffer.allocate(5).putInt(0).put((byte) (weight - 1)).array());
  }

  @Test
  void nobodyBehindAProxyStarvesTheOthers() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin", "priority: u=7", "via: 1.1 proxy")
          .request(3, "/a.bin", "priority: u=0", "x-forwarded-for: 192.0.2.1")
          .priorityUpdate(3, "u=0");
      assertEquals("1 3 1 3", traceOf(peer, 2));
    }
  }

  @Test
  void clientThatSaysNothingGetsWhatIsSensible() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/image.png").request(3, "/a.bin").request(5, "/style.css");
      assertEquals("5 5 3 3 1 1", traceOf(peer, 3));
    }
  }

  /** As Firefox 153 asks for images, then for a module: no field means the default. */
  @Test
  void moduleOfFirefoxComesBeforeItsImages() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.requestWeighed(1, "/image.png", 13, false, "priority: u=4, i")
          .requestWeighed(3, "/module.js", 22, false);
      assertEquals("3 3 1 1", traceOf(peer, 2));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, 110, 147, 256, 5 5 3 3 1 1", // the levels of Chromium
    "true, 37, 220, 183, 3 3 5 5 1 1",
    "false, 8, 16, 32, 5 5 3 3 1 1", // shares
    "false, 1, 256, 1, 3 3 1 1 5 5",
  })
  void weightsDecideForAClientWithNothingElse(
      boolean exclusive, int first, int second, int third, String trace) throws IOException {
    try (Http2Peer peer = connect()) {
      peer.requestWeighed(1, "/a.bin", first, exclusive)
          .requestWeighed(3, "/a.bin", second, exclusive)
          .requestWeighed(5, "/a.bin", third, exclusive);
      assertEquals(trace, traceOf(peer, 3));
    }
  }

  @Test
  void streamWithoutAWindowBlocksNobody() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin", "priority: u=0").request(3, "/a.bin", "priority: u=7");
      peer.windowUpdate(3, OPEN);
      assertEquals("3 3", peer.wantTrace(1));
      peer.windowUpdate(1, OPEN);
      assertEquals("1 1", peer.wantTrace(1));
    }
  }

  @Test
  void resetStreamGivesItsTurnBack() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin", "priority: u=0").request(3, "/a.bin").reset(1, CANCEL);
      assertEquals("3 3", traceOf(peer, 1));
    }
  }
}

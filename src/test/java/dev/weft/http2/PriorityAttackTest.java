package dev.weft.http2;

import static dev.weft.testing.Http2Peer.CANCEL;
import static dev.weft.testing.Http2Peer.DATA;
import static dev.weft.testing.Http2Peer.END_STREAM;
import static dev.weft.testing.Http2Peer.ENHANCE_YOUR_CALM;
import static dev.weft.testing.Http2Peer.FRAME_SIZE_ERROR;
import static dev.weft.testing.Http2Peer.HEADERS;
import static dev.weft.testing.Http2Peer.PRIORITY_UPDATE;
import static dev.weft.testing.Http2Peer.PROTOCOL_ERROR;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.testing.Await;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody may do with priorities and windows to keep the server busy, to fill its memory or
 * to hold up others: it costs little, or it ends the connection, and everybody else is served.
 *
 * <p>Elsewhere: that the scheduler keeps to its rules whatever is done in whatever order, in {@code
 * StreamSchedulerModelTest}; that any field is read to an end, in {@code PriorityTest} and {@code
 * StructuredFieldsTest}; that who opens many connections, and not many streams, gets so many, in
 * {@code ConnectionLimitsTest}.
 */
final class PriorityAttackTest {
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int OPEN = 1 << 20;
  private static final int STREAMS = Configuration.Http2.DEFAULT.maxConcurrentStreams();
  private static final String BODY = "<!doctype html><title>One page</title>";
  private static final byte[] TWO_FRAMES = new byte[20_000];

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = preparation().start();
    Await.await("all is loaded", server.weft()::settled);
  }

  private static TestServer.Preparation preparation() throws IOException {
    return TestServer.in(folder)
        .file("site/index.html", BODY)
        .file("site/a.bin", TWO_FRAMES)
        .file("site/small.bin", new byte[10 << 10])
        .file("site/large.bin", new byte[1 << 20])
        .file("site/disk.bin", new byte[3 << 20]);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** All responses wait at first: their windows are closed. */
  private static Http2Peer connect() throws IOException {
    return connect(0);
  }

  private static Http2Peer connect(int window) throws IOException {
    return Http2Peer.connect(server.port(), "localhost", Map.of(INITIAL_WINDOW_SIZE, window));
  }

  private static String traceOf(Http2Peer peer, int streams) throws IOException {
    peer.settings(Map.of(INITIAL_WINDOW_SIZE, OPEN));
    return peer.wantTrace(streams);
  }

  private static void served(Http2Peer peer, int stream) throws IOException {
    peer.windowUpdate(0, OPEN).request(stream, "/").windowUpdate(stream, OPEN);
    assertEquals(BODY, peer.wantResponse(stream).text());
  }

  private static int id(int number) {
    return 2 * number + 1;
  }

  /** The sizes of the DATA frames that were read and not wanted. */
  private static IntStream data(Http2Peer peer) {
    return peer.unclaimed().stream()
        .filter(frame -> frame.type() == DATA)
        .mapToInt(frame -> frame.payload().length);
  }

  /** What is sent so many times, numbered from 0, on a connection whose windows are closed. */
  record Attack(String name, int times, Step step) {
    interface Step {
      void send(Http2Peer peer, int number) throws IOException;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Attack> FLOODS =
      List.of(
          new Attack(
              "updates that move a stream to and fro",
              5000,
              (peer, i) -> first(peer, i, 1).priorityUpdate(1, i % 2 == 0 ? "u=0" : "u=7")),
          new Attack(
              "weights that move a stream to and fro",
              5000,
              (peer, i) -> first(peer, i, 1).priority(1, 0, i % 2 == 0 ? 256 : 1, false)),
          new Attack(
              "chain of dependencies",
              5000,
              (peer, i) -> peer.priority(id(i + 1), id(i), 16, i % 2 == 0)),
          new Attack(
              "circle of dependencies",
              5000,
              (peer, i) -> peer.priority(id(i % 3), id((i + 1) % 3), 16, true)),
          new Attack(
              "updates of closed streams",
              5000,
              (peer, i) -> {
                if (i == 0) {
                  peer.request(9, "/").reset(9, CANCEL);
                }
                peer.priorityUpdate(id(i % 5), "u=0");
              }),
          new Attack(
              "updates of nothing but garbage", 5000, (peer, _) -> peer.priorityUpdate(1, "((")),
          new Attack(
              "initial windows that swing",
              2000,
              (peer, i) ->
                  first(peer, i, STREAMS)
                      .settings(Map.of(INITIAL_WINDOW_SIZE, i % 2 == 0 ? OPEN : 0))));

  /** So many requests before the first of it. */
  private static Http2Peer first(Http2Peer peer, int number, int requests) throws IOException {
    for (int i = 0; number == 0 && i < requests; i++) {
      peer.request(id(i), "/a.bin", "priority: i");
    }
    return peer;
  }

  @ParameterizedTest
  @FieldSource("FLOODS")
  void floodEndsItsConnectionAndNoOther(Attack flood) throws Exception {
    try (Http2Peer other = connect();
        Http2Peer peer = connect().autoWindow(false)) {
      served(other, 1);
      peer.roundTrip();
      try {
        for (int i = 0; i < flood.times(); i++) {
          flood.step().send(peer, i);
        }
      } catch (IOException _) {
        // What the server said before it closed is for the reader.
      }
      Optional<Http2Peer.GoAway> end = peer.wantClosed();
      assertTrue(
          end.isEmpty() || end.get().error() == ENHANCE_YOUR_CALM,
          () -> end + " (expected: " + ENHANCE_YOUR_CALM + ")");
      served(other, 3);
    }
  }

  static final List<Attack> HONEST =
      List.of(
          new Attack(
              "updates of all images of a page",
              200,
              (peer, i) -> first(peer, i, 100).priorityUpdate(id(i % 100), "u=2, i")),
          new Attack(
              "weights of all images of a page",
              200,
              (peer, i) -> first(peer, i, 100).priority(id(i % 100), 0, 220, false)),
          new Attack(
              "window of every stream as it is opened",
              100,
              (peer, i) -> peer.request(id(i), "/").windowUpdate(id(i), OPEN)));

  @ParameterizedTest
  @FieldSource("HONEST")
  void burstOfABrowserIsServed(Attack burst) throws Exception {
    try (Http2Peer peer = connect()) {
      for (int i = 0; i < burst.times(); i++) {
        burst.step().send(peer, i);
      }
      served(peer, 1001);
    }
  }

  /** Each octet is let go after the one before was seen to be waited for. */
  @Test
  void windowOpenedByAnOctetAtATimeIsNoReasonForAFrameEach() throws Exception {
    int octets = 80;
    try (Http2Peer peer = connect().autoWindow(false)) {
      peer.request(1, "/large.bin");
      for (int i = 0; i < octets; i++) {
        peer.windowUpdate(1, 1).roundTrip();
      }
      assertTrue(data(peer).count() <= octets / 2, () -> data(peer).count() + " frames");
    }
  }

  @Test
  void floodOfOctetsHoldsUpNobodyElse() throws Exception {
    int octets = 100_000;
    int streams = 32;
    try (Http2Peer other = connect();
        Http2Peer peer = connect().autoWindow(false)) {
      for (int i = 0; i < octets; i++) {
        first(peer, i, streams).windowUpdate(id(i % streams), 1);
      }
      peer.flush();
      served(other, 1);
      peer.roundTrip();
      assertTrue(data(peer).count() <= octets / 10, () -> data(peer).count() + " frames");
    }
  }

  /** However slow, all of it arrives. */
  @ParameterizedTest
  @ValueSource(ints = {10, 1024})
  void smallWindowGetsTheWholeResponse(int window) throws Exception {
    try (Http2Peer peer = connect(window)) {
      assertEquals(BODY, peer.request(1, "/").wantResponse(1).text());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void updateOfNoRequestEndsTheConnection(int stream) throws IOException {
    try (Http2Peer peer = connect()) {
      peer.priorityUpdate(stream, "u=1");
      assertEquals(PROTOCOL_ERROR, peer.wantClosed().orElseThrow().error());
    }
  }

  @Test
  void updateOnAStreamEndsTheConnection() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin").frame(PRIORITY_UPDATE, 0, 1, new byte[] {0, 0, 0, 1, 'u'});
      assertEquals(PROTOCOL_ERROR, peer.wantClosed().orElseThrow().error());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4})
  void updateWithoutAStreamEndsTheConnection(int length) throws IOException {
    try (Http2Peer peer = connect()) {
      peer.frame(PRIORITY_UPDATE, 0, 0, new byte[length]);
      int error = length < 4 ? FRAME_SIZE_ERROR : PROTOCOL_ERROR;
      assertEquals(error, peer.wantClosed().orElseThrow().error());
    }
  }

  @Test
  void settingThatIsNeitherEndsTheConnection() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.settings(Map.of(9, 2)); // RFC 9218, section 2.1
      assertEquals(PROTOCOL_ERROR, peer.wantClosed().orElseThrow().error());
    }
  }

  @Test
  void updateAmidAHeaderEndsTheConnection() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.frame(HEADERS, END_STREAM, 1, peer.encode(":method: GET")).priorityUpdate(1, "u=1");
      assertEquals(PROTOCOL_ERROR, peer.wantClosed().orElseThrow().error());
    }
  }

  @Test
  void moreEarlyUpdatesThanStreamsEndTheConnection() throws IOException {
    try (Http2Peer peer = connect()) {
      early(peer, Integer.MAX_VALUE - 2 * STREAMS, STREAMS);
      peer.roundTrip();
      early(peer, Integer.MAX_VALUE, 1);
      assertEquals(PROTOCOL_ERROR, peer.wantClosed().orElseThrow().error());
    }
  }

  /** Early updates for so many streams. */
  private static void early(Http2Peer peer, int from, int streams) throws IOException {
    for (int i = 0; i < streams; i++) {
      peer.priorityUpdate(from + 2 * i, "u=1");
    }
  }

  /** Opening a stream closes those before it that are idle (RFC 9113, section 5.1.1). */
  @Test
  void openingAStreamForgetsTheUpdatesOfThoseItCloses() throws IOException {
    try (Http2Peer peer = connect()) {
      early(peer, 1, STREAMS);
      peer.request(id(STREAMS + 1), "/a.bin");
      early(peer, id(STREAMS + 2), STREAMS - 1);
      assertEquals(200, peer.wantHeaders(id(STREAMS + 1)).status());
      early(peer, Integer.MAX_VALUE, 1);
      assertEquals(PROTOCOL_ERROR, peer.wantClosed().orElseThrow().error());
    }
  }

  @Test
  void nothingIsKeptOfUpdatesOfClosedStreams() throws IOException {
    try (Http2Peer peer = connect()) {
      served(peer, 1001);
      early(peer, 3, 400);
      early(peer, 1003, STREAMS); // as many as on a new connection
      peer.roundTrip();
      early(peer, Integer.MAX_VALUE, 1);
      assertEquals(PROTOCOL_ERROR, peer.wantClosed().orElseThrow().error());
    }
  }

  /** Not a dictionary, or above 1,024 octets of it. */
  static final List<String> GARBAGE =
      List.of(
          "u=",
          "i=?2",
          "((",
          "u=99999999999999999",
          "u=((((((1",
          "u=0" + " ".repeat(6000) + ", i",
          "u=0" + ";a=1".repeat(1000),
          "u=0, ".repeat(1000) + "i",
          "x=\"" + "\\\"".repeat(8000),
          "x".repeat(16_000));

  @ParameterizedTest
  @FieldSource("GARBAGE")
  void garbageInAnUpdateIsIgnored(String value) throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin", "priority: u=5").request(3, "/a.bin", "priority: u=4");
      peer.priorityUpdate(1, value).priorityUpdate(3, value).priorityUpdate(3, "\u0001");
      assertEquals("3 3 1 1", traceOf(peer, 2));
    }
  }

  @ParameterizedTest
  @FieldSource("GARBAGE")
  void garbageInARequestIsIgnored(String value) throws IOException {
    String most = value.substring(0, Math.min(value.length(), 7000));
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin", "priority: " + most).request(3, "/a.bin", "priority: u=2");
      assertEquals("3 3 1 1", traceOf(peer, 2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u=99999999999", "u=-1", "u=\"3\"", "u=(0)", "u=0, u=8", "v=0"})
  void updateThatSaysNothingOfUseSaysTheDefault(String value) throws IOException {
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin", "priority: u=5").request(3, "/a.bin", "priority: u=4");
      peer.priorityUpdate(1, value);
      assertEquals("1 1 3 3", traceOf(peer, 2));
    }
  }

  @Test
  void hundredLinesAreOneField() throws IOException {
    List<String> lines = new ArrayList<>(List.of("priority: u=5", "priority: i"));
    IntStream.range(0, 98).forEach(_ -> lines.add("priority: x"));
    try (Http2Peer peer = connect()) {
      peer.request(1, "/a.bin", lines.toArray(String[]::new))
          .request(3, "/a.bin", lines.toArray(String[]::new))
          .request(5, "/a.bin", "priority: u=4");
      assertEquals("5 5 1 3 1 3", traceOf(peer, 3));
    }
  }

  /** Always more is asked for than the window of the connection lets go at once. */
  @Test
  void endlessUrgentResponsesDoNotStarveTheOthers() throws IOException {
    int most = 500;
    int atOnce = 5;
    try (Http2Peer peer = connect(OPEN)) {
      peer.request(1, "/large.bin").wantBody(1); // both are in memory from now on
      peer.request(3, "/small.bin").wantBody(3);
      peer.request(5, "/small.bin", "priority: u=7");
      for (int urgent = 3; urgent < most; urgent++) {
        peer.request(id(urgent), "/large.bin", "priority: u=0");
        if (urgent >= atOnce && List.of(peer.wantTrace(1).split(" ")).contains("5")) {
          return;
        }
      }
      throw new AssertionError("nothing of u=7 beside " + most + " MiB of u=0");
    }
  }

  @Test
  void urgentResponsesWithoutAWindowCostTheOthersNothing() throws IOException {
    try (Http2Peer peer = connect()) {
      for (int i = 0; i < STREAMS - 1; i++) {
        peer.request(id(i), "/a.bin", "priority: u=0");
      }
      peer.request(1001, "/a.bin", "priority: u=7").windowUpdate(1001, OPEN);
      assertEquals("1001 1001", peer.wantTrace(1));
    }
  }

  @Test
  void heldWindowOfTheConnectionHoldsUpNobodyElse() throws Exception {
    Configuration.Limits limits = Configuration.Limits.DEFAULT;
    Configuration.Limits impatient =
        new Configuration.Limits(
            limits.connections(),
            limits.connectionsPerAddress(),
            2,
            limits.drainTimeout(),
            limits.requestHeaderBytes());
    try (TestServer held = preparation().with(impatient).start();
        Http2Peer peer =
            Http2Peer.connect(held.port(), "localhost", Map.of(INITIAL_WINDOW_SIZE, OPEN))) {
      peer.autoWindow(false);
      for (int i = 0; i < STREAMS; i++) {
        peer.request(id(i), i % 2 == 0 ? "/large.bin" : "/disk.bin", "priority: u=0");
      }
      peer.flush();
      try (Http2Peer other = Http2Peer.connect(held.port())) {
        served(other, 1);
      }
      peer.wantClosed(); // the idle timeout
      assertEquals(65_535, data(peer).sum());
    }
  }

  @Test
  void swingingWindowsLeaveEveryResponseWhole() throws IOException {
    try (Http2Peer peer = connect().autoWindow(false)) {
      peer.windowUpdate(0, 8 * OPEN);
      for (int i = 0; i < STREAMS; i++) {
        peer.request(id(i), "/a.bin", "priority: i");
      }
      for (int i = 0; i < 60; i++) {
        peer.settings(Map.of(INITIAL_WINDOW_SIZE, i % 2 == 0 ? 300 * i : 0)).flush();
      }
      peer.settings(Map.of(INITIAL_WINDOW_SIZE, OPEN));
      for (int i = 0; i < STREAMS; i++) {
        assertArrayEquals(TWO_FRAMES, peer.wantResponse(id(i)).body());
      }
    }
  }

  @Test
  void updatesAndResetsThatMeetEndsLeaveTheOthersWhole() throws IOException {
    long seed = 9218;
    Random random = new Random(seed);
    try (Http2Peer peer = connect(65_535)) {
      for (int round = 0; round < 20; round++) {
        Set<Integer> whole = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
          int stream = id(40 * round + i);
          peer.request(stream, "/a.bin", "priority: u=" + random.nextInt(8));
          whole.add(stream);
          peer.priorityUpdate(id(40 * round + random.nextInt(40)), "i, u=" + random.nextInt(8));
          int cancelled = id(40 * round + random.nextInt(3 * i + 1));
          if (whole.remove(cancelled)) {
            peer.reset(cancelled, CANCEL);
          }
          if (random.nextInt(4) == 0) {
            peer.flush();
          }
        }
        for (int stream : whole) {
          assertArrayEquals(TWO_FRAMES, peer.wantResponse(stream).body(), "seed " + seed);
        }
      }
    }
  }

  /** Whoever is behind the same proxy: all have a turn before one has two. */
  @Test
  void floodOfUrgentRequestsThroughAProxySharesWithItsOthers() throws IOException {
    try (Http2Peer peer = connect()) {
      peer.windowUpdate(0, 8 * OPEN);
      for (int i = 0; i < 50; i++) {
        peer.request(id(i), "/a.bin", "priority: u=0", "via: 1.1 proxy").priorityUpdate(1, "u=0");
      }
      peer.request(1001, "/a.bin", "priority: u=7", "via: 1.1 proxy").wantHeaders(1001);
      List<String> trace = List.of(traceOf(peer, 51).split(" "));
      assertTrue(trace.indexOf("1001") <= 50, trace::toString);
    }
  }
}

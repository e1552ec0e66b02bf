package dev.weft.http2;

import static dev.weft.testing.Http2Peer.ACK;
import static dev.weft.testing.Http2Peer.CANCEL;
import static dev.weft.testing.Http2Peer.CONTINUATION;
import static dev.weft.testing.Http2Peer.DATA;
import static dev.weft.testing.Http2Peer.END_HEADERS;
import static dev.weft.testing.Http2Peer.END_STREAM;
import static dev.weft.testing.Http2Peer.ENHANCE_YOUR_CALM;
import static dev.weft.testing.Http2Peer.HEADERS;
import static dev.weft.testing.Http2Peer.SETTINGS;
import static dev.weft.testing.Http2Peer.literal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Http2Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What a browser does in a burst is served; what only an attacker does ends its connection. */
final class FloodTest {
  private static final String BODY = "<!doctype html><title>One page</title>";
  private static final byte[] NOTHING = {};

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.in(folder)
            .file("site/index.html", BODY)
            .file("site/two-frames.bin", new byte[20_000])
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void thousandPrioritiesAtOnceAreServed() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      for (int i = 0; i < 500; i++) {
        peer.priority(2 * i + 1, 0, 16, false).priorityUpdate(1, "u=1");
      }
      served(peer, 1001);
    }
  }

  @Test
  void twoHundredResetsAtOnceAreServed() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      for (int i = 0; i < 200; i++) {
        cancelled(peer, i);
      }
      served(peer, 1001);
    }
  }

  /** Both frames of a short response are there before the answer to the first. */
  @Test
  void answersToThousandsOfFramesAreServed() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      for (int round = 0; round < 30; round++) {
        for (int i = 0; i < 50; i++) {
          peer.request(2 * (50 * round + i) + 1, "/two-frames.bin");
        }
        for (int i = 0; i < 50; i++) {
          assertEquals(20_000, peer.wantBody(2 * (50 * round + i) + 1).length);
        }
      }
    }
  }

  /** What is sent so many times, numbered from 0. */
  record Flood(String name, int times, Step step) {
    interface Step {
      void send(Http2Peer peer, int number) throws IOException;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Flood> FLOODS =
      List.of(
          new Flood("PING", 2000, Http2Peer::ping),
          new Flood("SETTINGS", 2000, (peer, _) -> peer.settings(Map.of())),
          new Flood("acknowledgements", 2000, (peer, _) -> peer.frame(SETTINGS, ACK, 0, NOTHING)),
          new Flood("unknown frames", 2000, (peer, _) -> peer.frame(0xbb, 0, 0, NOTHING)),
          new Flood("priorities", 5000, (peer, _) -> peer.priority(3, 0, 2, false)),
          new Flood(
              "empty DATA",
              2000,
              (peer, i) -> {
                if (i == 0) {
                  peer.request(1, "GET", "/", false);
                }
                peer.frame(DATA, 0, 1, NOTHING);
              }),
          new Flood("empty CONTINUATION", 2000, (peer, i) -> continued(peer, i, NOTHING)),
          new Flood(
              "CONTINUATION of one octet",
              2000,
              (peer, i) -> continued(peer, i, new byte[] {(byte) 0x82})),
          new Flood("rapid reset", 10_000, FloodTest::cancelled),
          new Flood(
              "reset made by no increment",
              500,
              (peer, i) -> peer.request(2 * i + 1, "/").windowUpdate(2 * i + 1, 0)),
          new Flood(
              "reset made by too large a window",
              500,
              (peer, i) -> peer.request(2 * i + 1, "/").windowUpdate(2 * i + 1, Integer.MAX_VALUE)),
          new Flood(
              "reset made by a malformed request",
              500,
              (peer, i) ->
                  peer.frame(
                      HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, literal(":method", "GET"))));

  @ParameterizedTest
  @FieldSource("FLOODS")
  void floodEndsItsConnectionAndNoOther(Flood flood) throws Exception {
    try (Http2Peer other = Http2Peer.connect(server.port());
        Http2Peer peer = Http2Peer.connect(server.port())) {
      served(other, 1);
      peer.roundTrip();
      send(flood, peer);
      Optional<Http2Peer.GoAway> end = peer.wantClosed();
      assertTrue(
          end.isEmpty() || end.get().error() == ENHANCE_YOUR_CALM,
          () -> end + " (expected: " + ENHANCE_YOUR_CALM + ")");
      served(other, 3);
    }
  }

  /** To a server that may have had enough of it. */
  private static void send(Flood flood, Http2Peer peer) {
    try {
      for (int i = 0; i < flood.times(); i++) {
        flood.step().send(peer, i);
      }
    } catch (IOException _) {
      // What it said before it closed is for the reader.
    }
  }

  private static void served(Http2Peer peer, int stream) throws IOException {
    Response response = peer.request(stream, "/").wantResponse(stream);
    assertEquals(200, response.status());
    assertEquals(BODY, response.text());
  }

  private static void cancelled(Http2Peer peer, int i) throws IOException {
    peer.request(2 * i + 1, "/").reset(2 * i + 1, CANCEL);
  }

  private static void continued(Http2Peer peer, int i, byte[] fragment) throws IOException {
    if (i == 0) {
      peer.frame(HEADERS, 0, 1, literal(":method", "GET"));
    }
    peer.frame(CONTINUATION, 0, 1, fragment);
  }
}

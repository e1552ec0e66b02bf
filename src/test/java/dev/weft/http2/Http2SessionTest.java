package dev.weft.http2;

import static dev.weft.testing.Http2Peer.ACK;
import static dev.weft.testing.Http2Peer.CANCEL;
import static dev.weft.testing.Http2Peer.END_HEADERS;
import static dev.weft.testing.Http2Peer.END_STREAM;
import static dev.weft.testing.Http2Peer.GOAWAY;
import static dev.weft.testing.Http2Peer.HEADERS;
import static dev.weft.testing.Http2Peer.NO_ERROR;
import static dev.weft.testing.Http2Peer.PROTOCOL_ERROR;
import static dev.weft.testing.Http2Peer.RST_STREAM;
import static dev.weft.testing.Http2Peer.SETTINGS;
import static dev.weft.testing.Http2Peer.STREAM_CLOSED;
import static dev.weft.testing.Http2Peer.literal;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where our session is stricter than Jetty's, or kinder. */
final class Http2SessionTest {
  private static final String BODY = "<!doctype html><title>One page</title>";
  private static final int INITIAL_WINDOW_SIZE = 4;

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    Configuration.Limits limits = Configuration.Limits.DEFAULT;
    server =
        TestServer.in(folder)
            .file("site/index.html", BODY)
            .with(
                new Configuration.Limits(
                    limits.connections(),
                    limits.connectionsPerAddress(),
                    3600,
                    limits.drainTimeout(),
                    limits.requestHeaderBytes()))
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void malformedRequestResetsItsStreamAlone() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      peer.frame(HEADERS, END_HEADERS | END_STREAM, 1, literal("X", "upper case"));
      assertEquals(PROTOCOL_ERROR, peer.wantReset(1));
      served(peer.request(3, "/"), 3);
    }
  }

  @Test
  void largeHeaderCostsItsRequestAlone() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      peer.request(1, "/", "x: " + "a".repeat(9000));
      assertEquals(431, peer.wantHeaders(1).status());
      served(peer.request(3, "/"), 3);
    }
  }

  @Test
  void dataAfterTheEndOfItsRequestEndsTheConnection() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      served(peer.request(1, "/"), 1);
      peer.roundTrip(); // by now the server has forgotten the stream
      peer.data(1, new byte[1], false);
      assertEquals(STREAM_CLOSED, peer.wantClosed().orElseThrow().error());
    }
  }

  @Test
  void requestAnsweredEarlyMayGoOn() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      served(peer.request(1, "GET", "/", false), 1);
      peer.data(1, new byte[1], false).data(1, new byte[1], true);
      served(peer.request(3, "/"), 3);
      assertTrue(peer.unclaimed().stream().noneMatch(frame -> frame.type() == RST_STREAM));
    }
  }

  @Test
  void requestAnsweredEarlyThatNeverEndsIsResetWithoutBlame() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port())) {
      served(peer.request(1, "GET", "/", false), 1);
      assertEquals(NO_ERROR, peer.wantReset(1));
      peer.data(1, new byte[1], true); // crossed the reset
      served(peer.request(3, "/"), 3);
    }
  }

  @Test
  void acknowledgementGoesBeforeTheDataItLetsGo() throws Exception {
    Map<Integer, Integer> closed = Map.of(INITIAL_WINDOW_SIZE, 0);
    try (Http2Peer peer = Http2Peer.connect(server.port(), "localhost", closed).autoWindow(false)) {
      peer.request(1, "/").wantHeaders(1);
      peer.wantSettingsAck();
      peer.settings(Map.of(INITIAL_WINDOW_SIZE, 1));
      assertArrayEquals("<".getBytes(US_ASCII), peer.wantData(1, 1));
      assertTrue(
          peer.unclaimed().stream().anyMatch(f -> f.type() == SETTINGS && f.has(ACK)),
          "acknowledged before");
      peer.windowUpdate(1, 1);
      assertArrayEquals("!".getBytes(US_ASCII), peer.wantData(1, 1));
    }
  }

  /** Within the deadline of the peer, where the connection could be idle for an hour. */
  @Test
  void whatWaitsForAWindowIsGivenUpWithAClientThatLeft() throws Exception {
    Map<Integer, Integer> closed = Map.of(INITIAL_WINDOW_SIZE, 0);
    try (Http2Peer peer = Http2Peer.connect(server.port(), "localhost", closed)) {
      peer.request(1, "/").wantHeaders(1);
      peer.frame(GOAWAY, 0, 0, new byte[8]).endOutput();
      assertEquals(CANCEL, peer.wantReset(1));
      peer.wantClosed();
    }
  }

  private static void served(Http2Peer peer, int stream) throws IOException {
    assertEquals(BODY, peer.wantResponse(stream).text());
  }
}

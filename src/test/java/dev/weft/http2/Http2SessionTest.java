package dev.weft.http2;

import static dev.weft.http2.FramePeer.DATA;
import static dev.weft.http2.FramePeer.END_HEADERS;
import static dev.weft.http2.FramePeer.END_STREAM;
import static dev.weft.http2.FramePeer.HEADERS;
import static dev.weft.http2.FramePeer.RST_STREAM;
import static dev.weft.http2.FramePeer.SETTINGS;
import static dev.weft.http2.FramePeer.WINDOW_UPDATE;
import static dev.weft.http2.FramePeer.frame;
import static dev.weft.http2.FramePeer.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.http2.FramePeer.Frame;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where our session is stricter than Jetty's, or kinder. */
final class Http2SessionTest {
  private static final int PROTOCOL_ERROR = 1;
  private static final int STREAM_CLOSED = 5;

  @TempDir static Path folder;
  private static ServedPage page;

  @BeforeAll
  static void start() throws Exception {
    page = ServedPage.start(folder);
  }

  @AfterAll
  static void stop() {
    page.close();
  }

  @Test
  void malformedRequestResetsItsStreamAlone() throws Exception {
    try (FramePeer peer = FramePeer.connect(page.port())) {
      peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, get(0x00, 1, 'X', 1, 'x')));
      assertEquals(PROTOCOL_ERROR, code(peer.read(RST_STREAM, 1)));
      peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 3, get()));
      assertBody(peer, 3);
    }
  }

  @Test
  void largeHeaderCostsItsRequestAlone() throws Exception {
    int[] field = new int[9000 + 6];
    Arrays.fill(field, 'a');
    field[0] = 0x00;
    field[1] = 1;
    field[2] = 'x';
    field[3] = 0x7f;
    int rest = 9000 - 127;
    field[4] = 0x80 | (rest & 0x7f);
    field[5] = rest >> 7;
    try (FramePeer peer = FramePeer.connect(page.port())) {
      peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, get(field)));
      // The status by its name's index, and 431 in three octets of Huffman code.
      assertTrue(peer.read(HEADERS, 1).text().contains("H\u0083i\u0090\u00ff"));
      peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 3, get()));
      assertBody(peer, 3);
    }
  }

  @Test
  void dataAfterTheEndOfItsRequestEndsTheConnection() throws Exception {
    try (FramePeer peer = FramePeer.connect(page.port())) {
      peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, get()));
      assertBody(peer, 1);
      peer.send(frame(DATA, 0, 1, 'x'));
      assertEquals(OptionalInt.of(STREAM_CLOSED), peer.end());
    }
  }

  @Test
  void requestAnsweredEarlyMayGoOn() throws Exception {
    try (FramePeer peer = FramePeer.connect(page.port())) {
      peer.send(frame(HEADERS, END_HEADERS, 1, get()));
      assertBody(peer, 1);
      peer.send(frame(DATA, 0, 1, 'x'), frame(DATA, END_STREAM, 1, 'y'));
      peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 3, get()));
      assertEquals(HEADERS, peer.read().type()); // and no reset before
    }
  }

  @Test
  void requestAnsweredEarlyThatNeverEndsIsResetWithoutBlame() throws Exception {
    try (FramePeer peer = FramePeer.connect(page.port())) {
      peer.send(frame(HEADERS, END_HEADERS, 1, get()));
      assertBody(peer, 1);
      assertEquals(0, code(peer.read(RST_STREAM, 1)));
      peer.send(frame(DATA, END_STREAM, 1, 'x')); // crossed the reset
      peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 3, get()));
      assertBody(peer, 3);
    }
  }

  @Test
  void acknowledgementGoesBeforeTheDataItLetsGo() throws Exception {
    try (FramePeer peer = FramePeer.connect(page.port())) {
      peer.send(frame(SETTINGS, 0, 0, 0, 4, 0, 0, 0, 0));
      peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, get()));
      peer.read(HEADERS, 1);
      peer.settle();
      peer.send(frame(SETTINGS, 0, 0, 0, 4, 0, 0, 0, 1));
      Frame first = peer.read();
      assertEquals(SETTINGS, first.type());
      assertEquals(FramePeer.ACK, first.flags());
      assertEquals("<", peer.read().text());
      peer.send(frame(WINDOW_UPDATE, 0, 1, 0, 0, 0, 1));
      assertEquals("!", peer.read().text());
    }
  }

  private static void assertBody(FramePeer peer, int stream) throws Exception {
    assertEquals(ServedPage.BODY, peer.read(DATA, stream).text());
  }

  private static int code(Frame reset) {
    return reset.payload().getInt(0);
  }
}

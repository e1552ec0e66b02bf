package dev.weft.http2;

import static dev.weft.http2.FramePeer.CONTINUATION;
import static dev.weft.http2.FramePeer.DATA;
import static dev.weft.http2.FramePeer.END_HEADERS;
import static dev.weft.http2.FramePeer.END_STREAM;
import static dev.weft.http2.FramePeer.HEADERS;
import static dev.weft.http2.FramePeer.PING;
import static dev.weft.http2.FramePeer.PRIORITY;
import static dev.weft.http2.FramePeer.RST_STREAM;
import static dev.weft.http2.FramePeer.SETTINGS;
import static dev.weft.http2.FramePeer.WINDOW_UPDATE;
import static dev.weft.http2.FramePeer.frame;
import static dev.weft.http2.FramePeer.get;
import static dev.weft.http2.FramePeer.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What a browser does in a burst is served; what only an attacker does ends its connection. */
final class FloodTest {
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final int CANCEL = 8;

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
  void thousandPrioritiesAtOnceAreServed() throws Exception {
    try (FramePeer peer = FramePeer.connect(page.port())) {
      peer.send(
          repeat(
              500,
              i ->
                  join(
                      frame(PRIORITY, 0, 2 * i + 1, 0, 0, 0, 0, 15),
                      frame(FrameRateControl.PRIORITY_UPDATE, 0, 0, 0, 0, 0, 1, 'u', '=', '1'))));
      served(peer, 1001);
    }
  }

  @Test
  void twoHundredResetsAtOnceAreServed() throws Exception {
    try (FramePeer peer = FramePeer.connect(page.port())) {
      peer.send(repeat(200, FloodTest::cancelled));
      served(peer, 1001);
    }
  }

  record Flood(String name, Supplier<byte[]> frames) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Flood> FLOODS =
      List.of(
          new Flood("PING", () -> repeat(2000, _ -> frame(PING, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8))),
          new Flood("SETTINGS", () -> repeat(2000, _ -> frame(SETTINGS, 0, 0))),
          new Flood("acknowledgements", () -> repeat(2000, _ -> frame(SETTINGS, 1, 0))),
          new Flood("unknown frames", () -> repeat(2000, _ -> frame(0xbb, 0, 0))),
          new Flood("priorities", () -> repeat(5000, _ -> frame(PRIORITY, 0, 3, 0, 0, 0, 0, 1))),
          new Flood(
              "empty DATA",
              () ->
                  join(
                      frame(HEADERS, END_HEADERS, 1, get()), repeat(2000, _ -> frame(DATA, 0, 1)))),
          new Flood(
              "empty CONTINUATION",
              () ->
                  join(frame(HEADERS, 0, 1, get()), repeat(2000, _ -> frame(CONTINUATION, 0, 1)))),
          new Flood(
              "CONTINUATION of one octet",
              () ->
                  join(
                      frame(HEADERS, 0, 1, get()),
                      repeat(2000, _ -> frame(CONTINUATION, 0, 1, 0x82)))),
          new Flood("rapid reset", () -> repeat(10_000, FloodTest::cancelled)),
          new Flood(
              "reset made by no increment",
              () ->
                  repeat(
                      500, i -> join(request(i), frame(WINDOW_UPDATE, 0, 2 * i + 1, 0, 0, 0, 0)))),
          new Flood(
              "reset made by too large a window",
              () ->
                  repeat(
                      500,
                      i ->
                          join(
                              request(i),
                              frame(WINDOW_UPDATE, 0, 2 * i + 1, 0x7f, 0xff, 0xff, 0xff)))),
          new Flood(
              "reset made by a malformed request",
              () ->
                  repeat(
                      500,
                      i ->
                          frame(
                              HEADERS,
                              END_HEADERS | END_STREAM,
                              2 * i + 1,
                              get(0x00, 1, 'X', 1, 'x')))));

  @ParameterizedTest
  @FieldSource("FLOODS")
  void floodEndsItsConnectionAndNoOther(Flood flood) throws Exception {
    try (FramePeer other = FramePeer.connect(page.port());
        FramePeer peer = FramePeer.connect(page.port())) {
      served(other, 1);
      peer.settle();
      peer.flood(flood.frames().get());
      OptionalInt error = peer.end();
      assertTrue(
          error.isEmpty() || error.getAsInt() == ENHANCE_YOUR_CALM,
          () -> "GOAWAY says " + error + " (expected: " + ENHANCE_YOUR_CALM + ")");
      served(other, 3);
    }
  }

  /** A request, and its answer up to the end. */
  private static void served(FramePeer peer, int stream) throws IOException {
    peer.send(frame(HEADERS, END_HEADERS | END_STREAM, stream, get()));
    assertEquals(END_HEADERS, peer.read(HEADERS, stream).flags());
    FramePeer.Frame body = peer.read(DATA, stream);
    assertEquals(END_STREAM, body.flags());
    assertEquals(ServedPage.BODY.length(), body.payload().remaining());
  }

  private static byte[] request(int i) {
    return frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, get());
  }

  private static byte[] cancelled(int i) {
    return join(request(i), frame(RST_STREAM, 0, 2 * i + 1, 0, 0, 0, CANCEL));
  }

  private static byte[] repeat(int times, IntFunction<byte[]> frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(frames.apply(i));
    }
    return all.toByteArray();
  }
}

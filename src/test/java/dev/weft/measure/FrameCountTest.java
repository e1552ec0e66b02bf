package dev.weft.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header blocks are found wherever reads cut the frames. */
final class FrameCountTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int CONTINUATION = 9;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 10, 24, 25, 1000})
  void onlyHeaderBlocksCount(int piece) {
    ByteBuffer bytes = ByteBuffer.allocate(1000);
    bytes.put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    frame(bytes, SETTINGS, 12);
    frame(bytes, HEADERS, 300);
    frame(bytes, DATA, 257);
    frame(bytes, CONTINUATION, 5);
    frame(bytes, HEADERS, 0);
    bytes.flip();
    FrameCount count = FrameCount.ofClient();
    for (int at = 0; at < bytes.limit(); at += piece) {
      count.read(bytes.slice(at, Math.min(piece, bytes.limit() - at)));
    }
    assertEquals(305, count.headerBlocks());
  }

  private static void frame(ByteBuffer to, int type, int length) {
    to.put((byte) 0).putShort((short) length).put((byte) type).put((byte) 0).putInt(1);
    to.put(new byte[length]);
  }
}

package dev.weft.http2;

import dev.weft.origin.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.FrameType;

/**
 * Origins that the connection may be used for (RFC 8336, section 2). Jetty knows no such frame: it
 * goes through it as one of those that touch no stream and no window.
 */
final class OriginFrame extends Frame {
  static final int TYPE = 0xc;

  /** The payload that every peer takes (RFC 9113, section 4.2). */
  private static final int LARGEST = 16_384;

  private static final int HEADER = 9;

  private final byte[] bytes;

  private OriginFrame(ByteBuffer payload) {
    super(FrameType.PRIORITY);
    ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.remaining());
    frame.putShort((short) (payload.remaining() >> 8)).put((byte) payload.remaining());
    frame.put((byte) TYPE).put((byte) 0).putInt(0).put(payload);
    bytes = frame.array();
  }

  /** As few as can say it; what several say adds up (section 2.3). */
  static List<OriginFrame> of(List<Origin> origins) {
    List<OriginFrame> frames = new ArrayList<>(1);
    ByteBuffer payload = ByteBuffer.allocate(LARGEST);
    for (Origin origin : origins) {
      byte[] text = origin.toString().getBytes(StandardCharsets.US_ASCII);
      if (payload.remaining() < Short.BYTES + text.length) {
        frames.add(new OriginFrame(payload.flip()));
        payload.clear();
      }
      payload.putShort((short) text.length).put(text);
    }
    frames.add(new OriginFrame(payload.flip()));
    return frames;
  }

  /** As it goes over the wire. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes);
  }
}

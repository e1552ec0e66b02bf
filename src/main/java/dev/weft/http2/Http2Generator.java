package dev.weft.http2;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.generator.Generator;
import org.eclipse.jetty.http2.hpack.HpackException;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/** Jetty's writer of frames, which can write one more. */
final class Http2Generator extends Generator {
  Http2Generator(ByteBufferPool buffers, boolean direct, int maxHeaderBlockFragment) {
    super(buffers, direct, maxHeaderBlockFragment);
  }

  @Override
  public int control(RetainableByteBuffer.Mutable accumulator, Frame frame) throws HpackException {
    if (frame instanceof OriginFrame origin) {
      ByteBuffer bytes = origin.bytes();
      accumulator.append(RetainableByteBuffer.wrap(bytes));
      return bytes.capacity();
    }
    return super.control(accumulator, frame);
  }
}

package dev.weft.http2;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.parser.ServerParser;
import org.eclipse.jetty.io.ByteBufferPool;

/** Jetty's parser, telling the rate control what Jetty's events leave out. */
final class Http2Parser extends ServerParser {
  private final FrameRateControl rateControl;

  Http2Parser(ByteBufferPool buffers, int maxHeaderBytes, FrameRateControl rateControl) {
    super(buffers, maxHeaderBytes, rateControl);
    this.rateControl = rateControl;
  }

  @Override
  public void parse(ByteBuffer buffer) {
    Http2Connection connection = (Http2Connection) getListener();
    connection.beginParsing();
    try {
      super.parse(buffer);
    } finally {
      connection.endParsing();
    }
  }

  @Override
  protected boolean parseHeader(ByteBuffer buffer) {
    boolean parsed = super.parseHeader(buffer);
    if (parsed) {
      rateControl.parsing(getFrameType());
    }
    return parsed;
  }

  /** Called by the session alone: a reset here is one that it sends. */
  @Override
  public boolean rateControlOnEvent(Object event) {
    return rateControl.onEvent(
        event instanceof ResetFrame frame ? new FrameRateControl.Sent(frame) : event);
  }
}

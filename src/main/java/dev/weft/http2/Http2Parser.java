package dev.weft.http2;

import dev.weft.priority.Priority;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.parser.ServerParser;
import org.eclipse.jetty.io.ByteBufferPool;

/** Jetty's parser, telling the rate control what Jetty's events leave out. */
final class Http2Parser extends ServerParser {
  /** A stream, and one character more than a field value may have to mean anything. */
  private static final int LONGEST_UPDATE = Integer.BYTES + Priority.MAX_LENGTH + 1;

  private final FrameRateControl rateControl;
  private ByteArrayOutputStream update = new ByteArrayOutputStream(0);
  private int frameStream;

  Http2Parser(ByteBufferPool buffers, int maxHeaderBytes, FrameRateControl rateControl) {
    super(buffers, maxHeaderBytes, rateControl);
    this.rateControl = rateControl;
  }

  @Override
  public void parse(ByteBuffer buffer) {
    Http2Connection connection = connection();
    connection.beginParsing();
    try {
      super.parse(buffer);
    } finally {
      connection.endParsing();
    }
  }

  @Override
  protected boolean parseHeader(ByteBuffer buffer) {
    int from = buffer.position();
    boolean parsed = super.parseHeader(buffer);
    for (int i = from; i < buffer.position(); i++) {
      frameStream =
          (frameStream << 8) | (buffer.get(i) & 0xff); // the last four bytes of the header
    }
    if (parsed) {
      rateControl.parsing(getFrameType());
    }
    return parsed;
  }

  /** Jetty skips the frames it does not know; the one that we know is read as it goes by. */
  @Override
  protected boolean parseBody(ByteBuffer buffer) {
    boolean ours = getFrameType() == FrameRateControl.PRIORITY_UPDATE;
    int from = buffer.position();
    boolean parsed = super.parseBody(buffer);
    if (ours) {
      int length = Math.min(buffer.position() - from, LONGEST_UPDATE - update.size());
      for (int i = from; i < from + length; i++) {
        update.write(buffer.get(i));
      }
      if (parsed) {
        connection().getSession().onPriorityUpdate(frameStream & Integer.MAX_VALUE, payload());
      }
    }
    return parsed;
  }

  private ByteBuffer payload() {
    ByteBuffer payload = ByteBuffer.wrap(update.toByteArray());
    update = new ByteArrayOutputStream(0);
    return payload;
  }

  private Http2Connection connection() {
    return (Http2Connection) getListener();
  }

  /** Called by the session alone: a reset here is one that it sends. */
  @Override
  public boolean rateControlOnEvent(Object event) {
    return rateControl.onEvent(
        event instanceof ResetFrame frame ? new FrameRateControl.Sent(frame) : event);
  }
}

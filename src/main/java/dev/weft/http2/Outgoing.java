package dev.weft.http2;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One write of one stream on its way out: headers, data, trailers, any of which may be missing. A
 * stream has no second one before the first is done. Guarded by its pump.
 */
final class Outgoing {
  private final HTTP2Stream stream;
  private final Callback callback;
  private final List<Frame> before = new ArrayList<>(1);
  private final List<Frame> after = new ArrayList<>(0);

  /** Consumed as it is taken: who wrote it looks at what is left. */
  private final @Nullable ByteBuffer content;

  private final boolean endStream;
  private boolean dataDue;

  /** The batch that it was last part of, and its bytes in it. */
  private long batch;

  private int taken;

  Outgoing(HTTP2Stream stream, List<? extends Frame> frames, Callback callback) {
    this.stream = stream;
    this.callback = callback;
    DataFrame found = null;
    for (Frame frame : frames) {
      if (found == null && frame instanceof DataFrame first) {
        found = first;
      } else {
        (found == null ? before : after).add(frame);
      }
    }
    content = found == null ? null : found.getByteBuffer();
    endStream = found != null && found.isEndStream();
    dataDue = found != null;
  }

  HTTP2Stream stream() {
    return stream;
  }

  /** Told once, when all is sent or something failed. */
  Callback callback() {
    return callback;
  }

  /** Bytes that need room in the windows of flow control. */
  int remaining() {
    return content == null ? 0 : content.remaining();
  }

  /** Bytes of it that are in a batch already, which its window does not know yet. */
  int taken(long ofBatch) {
    return batch == ofBatch ? taken : 0;
  }

  void took(int bytes, long ofBatch) {
    taken = taken(ofBatch) + bytes;
    batch = ofBatch;
  }

  /** Whether something can go that needs no window. */
  boolean free() {
    return !before.isEmpty() || remaining() == 0;
  }

  /** Whether everything was taken. */
  boolean done() {
    return before.isEmpty() && !dataDue && after.isEmpty();
  }

  /**
   * The next frames.
   *
   * @param most bytes of data that may be among them
   */
  List<Frame> take(int most) {
    List<Frame> frames = new ArrayList<>(before);
    before.clear();
    if (content != null && dataDue && (most > 0 || !content.hasRemaining())) {
      ByteBuffer slice = content.slice(content.position(), Math.min(most, content.remaining()));
      content.position(content.position() + slice.remaining());
      dataDue = content.hasRemaining();
      frames.add(new DataFrame(stream.getId(), slice, endStream && !dataDue));
    }
    if (!dataDue) {
      frames.addAll(after);
      after.clear();
    }
    return frames;
  }
}

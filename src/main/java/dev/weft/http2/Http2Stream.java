package dev.weft.http2;

import dev.weft.priority.Priority;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * A stream that resets itself only when it must. Answered before its request has ended, it stays a
 * while for the rest: most requests are about to end, and what is wrong with one can still be said.
 */
final class Http2Stream extends HTTP2Stream {
  private static final long LINGER_BYTES = 64 << 10;
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LINGER_IDLE_MILLIS = 1000;

  private volatile boolean lingering;
  private volatile boolean resetByPeer;
  private volatile Priority priority;

  /** When its response first waited for a turn and first had one; 0 before. */
  private volatile long queuedAt;

  private volatile long leftAt;

  Http2Stream(
      HTTP2Session session,
      int streamId,
      MetaData.Request request,
      boolean local,
      Priority priority) {
    super(session, streamId, request, local);
    this.priority = priority;
  }

  /** As decided by now. */
  Priority priority() {
    return priority;
  }

  void prioritise(Priority other) {
    priority = other;
  }

  void queued() {
    if (queuedAt == 0) {
      queuedAt = System.nanoTime();
    }
  }

  void left() {
    if (leftAt == 0) {
      leftAt = System.nanoTime();
    }
  }

  /** How long its response waited for its first turn; 0 where it had none. */
  long queuedNanos() {
    return leftAt == 0 ? 0 : leftAt - queuedAt;
  }

  @Override
  public void process(Frame frame, Callback callback) {
    if (frame instanceof ResetFrame) {
      resetByPeer = true;
    }
    super.process(frame, callback);
  }

  /**
   * Says nothing on a stream that the peer has reset (RFC 9113, section 5.4.2), where Jetty would,
   * and would count it against a peer that only cancels what it no longer needs.
   *
   * <p>Jetty cancels a stream whose response is complete and whose request is not; a client might
   * then throw the response away. Where the rest does not come, the reset says NO_ERROR (RFC 9113,
   * section 8.1).
   */
  @Override
  public void reset(ResetFrame frame, Callback callback) {
    if (resetByPeer) {
      close();
      getSession().removeStream(this);
      callback.succeeded();
    } else if (frame.getError() == ErrorCode.CANCEL_STREAM_ERROR.code
        && !lingering
        && isLocallyClosed()) {
      lingering = true;
      setAttachment(null);
      setListener(new Lingering());
      setIdleTimeout(LINGER_IDLE_MILLIS);
      callback.succeeded();
      demand();
    } else {
      super.reset(frame, callback);
    }
  }

  /**
   * A stream that waits because others go first is not idle. Where the peer takes nothing at all, a
   * reset would wait like the rest, and Jetty for it: the connection ends.
   */
  @Override
  protected void onIdleTimeout(TimeoutException timeout) {
    Http2Session session = (Http2Session) getSession();
    Pump pump = session.pump();
    if (pump.stuck(getIdleTimeout())) {
      session.disconnect();
    } else if (pump.waiting(getId())) {
      setIdleTimeout(getIdleTimeout());
    } else {
      super.onIdleTimeout(timeout);
    }
  }

  private void refuse(int error) {
    super.reset(new ResetFrame(getId(), error), Callback.NOOP);
  }

  /** Discards the rest of a request, within bounds. */
  private final class Lingering implements Stream.Listener {
    private final long begin = System.nanoTime();
    private long bytes;

    @Override
    public void onDataAvailable(Stream stream) {
      Stream.Data data;
      while ((data = stream.readData()) != null) {
        bytes += data.frame().remaining();
        data.release();
        if (data.frame().isEndStream()) {
          return;
        }
      }
      if (bytes > LINGER_BYTES || System.nanoTime() - begin > LINGER_NANOS) {
        refuse(ErrorCode.NO_ERROR.code);
      } else {
        stream.demand();
      }
    }

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame) {
      if (!frame.isEndStream()) { // neither a response to come nor trailers
        refuse(ErrorCode.PROTOCOL_ERROR.code);
      }
    }

    @Override
    public void onFailure(
        Stream stream, int error, String reason, Throwable failure, Callback callback) {
      refuse(error);
      callback.succeeded();
    }

    @Override
    public void onIdleTimeout(Stream stream, TimeoutException timeout, Promise<Boolean> promise) {
      refuse(ErrorCode.NO_ERROR.code);
      promise.succeeded(false);
    }
  }
}

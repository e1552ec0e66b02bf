package dev.weft.http2;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * A stream that, answered before its request has ended, stays a while for the rest instead of
 * resetting at once: most requests are about to end, and what is wrong with one can still be said.
 */
final class Http2Stream extends HTTP2Stream {
  private static final long LINGER_BYTES = 64 << 10;
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LINGER_IDLE_MILLIS = 1000;

  private volatile boolean lingering;

  Http2Stream(HTTP2Session session, int streamId, MetaData.Request request, boolean local) {
    super(session, streamId, request, local);
  }

  @Override
  public void reset(ResetFrame frame, Callback callback) {
    if (frame.getError() == ErrorCode.NO_ERROR.code && !lingering && isLocallyClosed()) {
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

  private void giveUp() {
    reset(new ResetFrame(getId(), ErrorCode.NO_ERROR.code), Callback.NOOP);
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
        giveUp();
      } else {
        stream.demand();
      }
    }

    @Override
    public void onIdleTimeout(Stream stream, TimeoutException timeout, Promise<Boolean> promise) {
      giveUp();
      promise.succeeded(false);
    }
  }
}

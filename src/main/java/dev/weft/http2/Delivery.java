package dev.weft.http2;

import dev.weft.priority.Priority;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What becomes of the response to a request over HTTP/2, for those who tell of it afterwards. */
public final class Delivery {
  private final Http2Stream stream;

  private Delivery(Http2Stream stream) {
    this.stream = stream;
  }

  /** To be taken while the request is being handled; null over HTTP/1.1. */
  public static @Nullable Delivery of(Request request) {
    // Jetty's id of a request over HTTP/2 is its stream.
    return request.getConnectionMetaData().getConnection() instanceof Http2Connection connection
            && connection.getSession().getStream(Integer.parseInt(request.getId()))
                instanceof Http2Stream stream
        ? new Delivery(stream)
        : null;
  }

  public int stream() {
    return stream.getId();
  }

  /** As decided by now of what the client and the server think. */
  public Priority priority() {
    return stream.priority();
  }

  /** How long it waited until its first frame left, in nanoseconds. */
  public long queuedNanos() {
    return stream.queuedNanos();
  }
}

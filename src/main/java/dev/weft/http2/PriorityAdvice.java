package dev.weft.http2;

import dev.weft.priority.Advice;
import java.util.List;
import org.eclipse.jetty.server.Request;

/** The way from a handler, which knows what is asked for, to the scheduler of its connection. */
public final class PriorityAdvice {
  private PriorityAdvice() {}

  /** Says what the server thinks of the response to a request; nothing over HTTP/1.1. */
  public static void give(Request request, List<Advice> advice) {
    if (!advice.isEmpty()
        && request.getConnectionMetaData().getConnection() instanceof Http2Connection connection) {
      // Jetty's id of a request over HTTP/2 is its stream.
      connection.getSession().advise(Integer.parseInt(request.getId()), advice);
    }
  }
}

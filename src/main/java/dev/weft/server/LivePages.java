package dev.weft.server;

import dev.weft.status.Shown;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The servlets of {@code /.weft/}, made when they are first asked for: a server at which nobody
 * looks does not even load their classes.
 */
final class LivePages {
  /** How long those who look have to notice that the server stops. */
  private static final long PATIENCE_MILLIS = 1000;

  private final Server server;
  private final Shown shown;
  private final Set<Request> active = ConcurrentHashMap.newKeySet();
  private Request.@Nullable Handler servlets;

  LivePages(Server server, Shown shown) {
    this.server = server;
    this.shown = shown;
  }

  /** Answers from another thread, which it may block. */
  void handle(Request request, Response response, Callback callback) {
    server.getThreadPool().execute(() -> answer(request, response, callback));
  }

  private void answer(Request request, Response response, Callback callback) {
    active.add(request);
    try {
      if (!servlets().handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Exception e) {
      Response.writeError(request, response, callback, e);
    } finally {
      leave(request);
    }
  }

  private synchronized Request.Handler servlets() throws Exception {
    Request.Handler started = servlets;
    if (started == null) {
      started = LiveContext.start(server, shown);
      servlets = started;
    }
    return started;
  }

  private void leave(Request request) {
    active.remove(request);
    synchronized (active) {
      active.notifyAll();
    }
  }

  /**
   * Ends what is told to those who look. Who does not read any more what it is told has its
   * connection closed, and holds up nothing.
   */
  void close() {
    shown.live().end();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    synchronized (active) {
      try {
        for (long left = PATIENCE_MILLIS; !active.isEmpty() && left > 0; ) {
          active.wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (Request request : active) {
      request.getConnectionMetaData().getConnection().getEndPoint().close();
    }
  }
}

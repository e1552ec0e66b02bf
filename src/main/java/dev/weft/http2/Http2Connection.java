package dev.weft.http2;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty's connection, which has all requests of one read handled before it writes: a page's
 * requests come in bursts, and whoever has seen all of a burst can choose what goes first, and send
 * it in few writes.
 */
final class Http2Connection extends HTTP2ServerConnection {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);

  private final Pump pump;
  private final List<Runnable> requests = new ArrayList<>();

  /** Null when nothing is being parsed. Other threads only compare it with themselves. */
  private volatile @Nullable Thread parsing;

  Http2Connection(
      Connector connector,
      EndPoint endPoint,
      HttpConfiguration http,
      Http2Session session,
      ServerSessionListener listener) {
    super(connector, endPoint, http, session, listener);
    this.pump = session.pump();
  }

  @Override
  public Http2Session getSession() {
    return (Http2Session) super.getSession();
  }

  @Override
  public void onOpen() {
    getSession().trace().open();
    super.onOpen();
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    super.onClose(cause);
    getSession().trace().close();
  }

  /** What is parsed from now on is handled when all of it was parsed. */
  void beginParsing() {
    pump.cork();
    parsing = Thread.currentThread();
  }

  void endParsing() {
    parsing = null;
    for (Runnable request : requests) {
      try {
        request.run();
      } catch (RuntimeException e) {
        LOG.warn("request not handled", e);
      }
    }
    requests.clear();
    pump.uncork();
  }

  /** What may block is left to Jetty, which then has another thread parse. */
  @Override
  public void offerTask(Runnable task, boolean dispatch) {
    if (parsing == Thread.currentThread()
        && Invocable.getInvocationType(task) == Invocable.InvocationType.NON_BLOCKING) {
      requests.add(task);
    } else {
      super.offerTask(task, dispatch);
    }
  }
}

package dev.weft.measure;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** One connection of HTTP/2 of a client, from its handshake to the last of its streams. */
final class MultiplexedConnection implements Session.Listener, Http2Connector.Progress {
  /** What a server is to allow at least (RFC 9113, section 6.5.2), until it says otherwise. */
  static final int STREAMS_BEFORE_SETTINGS = 100;

  /** As many as we want, whatever a server allows. */
  private static final int MOST_STREAMS = 256;

  private final Destination destination;
  private final Tally tally;
  private final Http2Client client;
  private @Nullable Session session;
  private @Nullable EndPoint transport;
  private int roundTrips;
  private int room = STREAMS_BEFORE_SETTINGS;
  private boolean settled;
  private int open;

  /** Streams so far, and for each that is closed the round trips that were over then. */
  private int reserved;

  private final Queue<Integer> freed = new ArrayDeque<>();
  private boolean leaving;
  private int lastStream = Integer.MAX_VALUE;

  private MultiplexedConnection(
      Destination destination, Tally tally, Http2Client client, int roundTrips) {
    this.destination = destination;
    this.tally = tally;
    this.client = client;
    this.roundTrips = roundTrips;
  }

  /**
   * Opens a connection; requests wait until it is there.
   *
   * @param after the round trips that were over when it was needed
   */
  static MultiplexedConnection open(
      Http2Connector connector,
      Destination destination,
      Tally tally,
      Http2Client client,
      int after) {
    MultiplexedConnection connection = new MultiplexedConnection(destination, tally, client, after);
    connection.await(connector.connect(connection, connection));
    return connection;
  }

  /**
   * A server that accepts and then says nothing in TLS is given up, and its socket closed. Told on
   * another thread: on this one the client does not know the connection yet, and would open one
   * more.
   */
  private void await(CompletableFuture<Session> handshake) {
    long patience = destination.patience().handshake().toMillis();
    CompletableFuture<Void> _ =
        handshake
            .orTimeout(patience, TimeUnit.MILLISECONDS)
            .handleAsync(
                (ready, failure) -> {
                  if (failure == null) {
                    opened(ready);
                  } else {
                    failed(failure, patience);
                  }
                  return null;
                },
                task -> Thread.ofVirtual().start(task));
  }

  @Override
  public synchronized void connected(EndPoint endPoint) {
    transport = endPoint;
    roundTrips++; // RFC 9293, section 3.5
  }

  @Override
  public synchronized void secured(EndPoint endPoint) {
    EndPoint.SslSessionData tls = endPoint.getSslSessionData();
    boolean old = tls != null && tls.sslSession().getProtocol().equals("TLSv1.2");
    roundTrips += old ? 2 : 1; // RFC 5246, section 7.3; RFC 8446, section 2
  }

  private void opened(Session ready) {
    synchronized (this) {
      session = ready;
    }
    client.send();
  }

  private void failed(Throwable failure, long patience) {
    EndPoint half;
    synchronized (this) {
      leaving = true;
      half = transport;
    }
    if (half != null) {
      half.close(failure);
    }
    client.unreachable(
        failure instanceof TimeoutException
            ? "no TLS within " + patience / 1000.0 + " s"
            : Http2Connector.reason(failure));
  }

  /** Whether new requests may go over it, now or when it is open. */
  synchronized boolean reusable() {
    return !leaving;
  }

  /**
   * Takes room for one more stream, if there is: the round trips that were over when there was.
   * Some is there from the handshake on, and more with every stream that is closed.
   */
  synchronized OptionalInt reserve() {
    if (session == null || leaving || open >= room) {
      return OptionalInt.empty();
    }
    open++;
    return OptionalInt.of(reserved++ < room ? roundTrips : freed.remove());
  }

  /**
   * Gives it back.
   *
   * @param after the round trips that are over
   */
  void release(int after) {
    synchronized (this) {
      open--;
      freed.add(after);
    }
    client.send();
  }

  /**
   * Opens a stream in the room that was reserved, and gives it up when its deadline is over.
   *
   * @param after the round trips that were over when there was that room
   */
  void send(Exchange exchange, int after) {
    Session ready;
    synchronized (this) {
      ready = Objects.requireNonNull(session, "reserved");
    }
    exchange.sent(after);
    tally.opened();
    Request request = exchange.request();
    MetaData.Request head =
        new MetaData.Request(
            request.method(),
            HttpURI.from("https://" + destination.authority() + request.path()),
            HttpVersion.HTTP_2,
            destination.fields());
    StreamFetch fetch = new StreamFetch(exchange, this);
    ready.newStream(
        new HeadersFrame(head, null, true),
        Promise.from(
            stream -> {
              tally.requestFields.add(destination.head(request).length);
              CompletableFuture<Response> _ =
                  exchange.response().whenComplete((_, failure) -> cancel(stream, failure));
            },
            failure -> notOpened(ready, fetch, failure)),
        fetch);
  }

  /**
   * Jetty refuses what is over the server's limit, and what comes after a GOAWAY that we have not
   * been told of yet; a connection that fails may have sent it.
   */
  private void notOpened(Session ready, StreamFetch fetch, Throwable failure) {
    String reason = "connection: " + failure.getMessage();
    boolean refused = failure instanceof IllegalStateException;
    boolean closed = ready.isClosed();
    synchronized (this) {
      leaving |= closed || !refused;
    }
    if (!refused) {
      fetch.lost(new Loss.Unknown(reason));
    } else {
      fetch.lost(closed ? new Loss.LeftBehind(reason) : new Loss.Unprocessed(reason));
    }
    fetch.release();
  }

  /** One request took too long: its stream ends, and all others go on (RFC 9113, section 8.1). */
  private static void cancel(Stream stream, @Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      stream.reset(
          new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
    }
  }

  void answered() {
    client.answered();
  }

  void lost(Exchange exchange, Loss loss) {
    client.lost(exchange, loss);
  }

  /** What became of a stream that ended with the connection. */
  synchronized Loss loss(Stream stream, @Nullable Throwable failure) {
    String reason =
        failure == null ? "the server ended the connection" : "connection: " + failure.getMessage();
    return Loss.ofConnection(stream.getId(), lastStream, reason);
  }

  Tally tally() {
    return tally;
  }

  @Override
  public void onSettings(Session from, SettingsFrame frame) {
    Integer allowed = frame.getSettings().get(SettingsFrame.MAX_CONCURRENT_STREAMS);
    synchronized (this) {
      if (allowed != null) {
        room = allowed < 0 ? MOST_STREAMS : Math.min(allowed, MOST_STREAMS); // 32 bits, unsigned
      } else if (!settled) {
        room = MOST_STREAMS;
      }
      settled = true;
    }
    client.send();
  }

  /** No new streams; those up to the last are answered here (RFC 9113, section 6.8). */
  @Override
  public void onGoAway(Session from, GoAwayFrame frame) {
    synchronized (this) {
      leaving = true;
      lastStream = Math.min(lastStream, frame.getLastStreamId());
    }
    client.send();
  }

  @Override
  public void onClose(Session from, GoAwayFrame frame, Callback callback) {
    left(callback);
  }

  @Override
  public void onFailure(Session from, Throwable failure, Callback callback) {
    left(callback);
  }

  private void left(Callback callback) {
    synchronized (this) {
      leaving = true;
    }
    callback.succeeded();
  }
}

package dev.weft.measure;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.alpn.client.ALPNClientConnectionFactory;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.HTTP2ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty's client, which makes connections of HTTP/2 to one destination, and counts. */
final class Http2Connector implements AutoCloseable {
  private static final String PROTOCOL = "h2";
  private static final String NO_HTTP2 = "speaks no HTTP/2";
  private static final int THREADS = 8;
  private static final int LONGEST_HEAD = 32 << 10;

  private final Destination destination;
  private final Tally tally;
  private final HTTP2Client jetty = new HTTP2Client();
  private final SslContextFactory.Client tls = new SslContextFactory.Client();

  /** Told how far a connection has come, on a thread of the connector's. */
  interface Progress {
    /** TCP is there. */
    void connected(EndPoint endPoint);

    /** TLS is there, and the server has chosen HTTP/2. */
    void secured(EndPoint endPoint);
  }

  private Http2Connector(Destination destination, Tally tally) {
    this.destination = destination;
    this.tally = tally;
  }

  static Http2Connector start(Destination destination, Tally tally) throws IOException {
    Http2Connector connector = new Http2Connector(destination, tally);
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("weft-load");
    threads.setDaemon(true);
    connector.jetty.setExecutor(threads);
    connector.jetty.setSelectors(1);
    connector.jetty.setConnectTimeout(destination.patience().handshake().toMillis());
    connector.jetty.setIdleTimeout(destination.patience().idle().toMillis());
    connector.jetty.setMaxConcurrentPushedStreams(0);
    connector.jetty.setMaxResponseHeadersSize(LONGEST_HEAD);
    connector.tls.setSslContext(destination.tls());
    connector.tls.setEndpointIdentificationAlgorithm("HTTPS");
    connector.tls.setSNIProvider(SslContextFactory.Client.SniProvider.NON_DOMAIN_SNI_PROVIDER);
    try {
      connector.tls.start();
      connector.jetty.start();
    } catch (Exception e) {
      throw new IOException("client: " + e.getMessage(), e);
    }
    return connector;
  }

  /** Begins to connect; what it returns completes when requests can be sent. */
  CompletableFuture<Session> connect(Session.Listener listener, Progress progress) {
    Promise.Completable<Session> session = new Promise.Completable<>();
    ClientConnectionFactory http2 =
        (endPoint, context) -> {
          if (!negotiated(endPoint)) {
            IOException failure = new IOException(NO_HTTP2);
            session.failed(failure);
            throw failure;
          }
          tally.tlsHandshakes.increment();
          progress.secured(endPoint);
          return new HTTP2ClientConnectionFactory()
              .newConnection(CountedEndPoint.of(endPoint, tally), context);
        };
    ClientConnectionFactory secure =
        new SslClientConnectionFactory(
            tls,
            jetty.getByteBufferPool(),
            jetty.getExecutor(),
            new ALPNClientConnectionFactory(jetty.getExecutor(), http2, List.of(PROTOCOL)));
    ClientConnectionFactory tcp =
        (endPoint, context) -> {
          tally.tcpHandshakes.increment();
          progress.connected(endPoint);
          return secure.newConnection(endPoint, context);
        };
    Map<String, Object> context = new ConcurrentHashMap<>();
    context.put(HTTP2Client.CONTEXT_KEY, jetty);
    context.put(HTTP2Client.SESSION_LISTENER_CONTEXT_KEY, listener);
    context.put(HTTP2Client.SESSION_PROMISE_CONTEXT_KEY, session);
    context.put(ClientConnector.CONTEXT_KEY, jetty.getClientConnector());
    context.put(ClientConnectionFactory.CONTEXT_KEY, tcp);
    context.put(Transport.CONTEXT_KEY, Transport.TCP_IP);
    context.put(
        ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY, Promise.from(_ -> {}, session::failed));
    jetty.getClientConnector().connect(destination.address(), context);
    return session;
  }

  /** A server without ALPN goes on in HTTP/1.1 (RFC 9113, section 3.2). */
  private static boolean negotiated(EndPoint endPoint) {
    return endPoint instanceof SslConnection.SslEndPoint secure
        && PROTOCOL.equals(secure.getSslConnection().getSSLEngine().getApplicationProtocol());
  }

  /** What there is to say of a connection that was not made; one line. */
  static String reason(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    boolean refused = message.equals(NO_HTTP2) || message.contains("no_application_protocol");
    return refused ? NO_HTTP2 : "no connection: " + message; // RFC 7301, section 3.2
  }

  @Override
  public void close() {
    try {
      jetty.stop();
      tls.stop();
    } catch (Exception e) {
      throw new IllegalStateException("client: " + e.getMessage(), e);
    }
  }
}

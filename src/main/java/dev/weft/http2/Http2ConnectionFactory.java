package dev.weft.http2;

import dev.weft.origin.Origin;
import dev.weft.status.Live;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.http2.generator.Generator;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;

/** Makes HTTP/2 connections of Jetty's parts, with our parser and session among them. */
public final class Http2ConnectionFactory extends HTTP2ServerConnectionFactory {
  /**
   * A header that is larger than a request may be, but not by more than this, costs the request and
   * not the connection that others are in flight on.
   */
  private static final int HEADER_TOLERANCE = 4;

  private final Http2Options options;
  private final Function<EndPoint, Optional<List<Origin>>> origins;
  private final Live live;

  /**
   * @param origins what the ORIGIN frame of a connection says; empty for none
   * @param live is told of the connections and of what happens on them
   */
  public Http2ConnectionFactory(
      HttpConfiguration http,
      Http2Options options,
      Function<EndPoint, Optional<List<Origin>>> origins,
      Live live) {
    super(http);
    this.options = options;
    this.origins = origins;
    this.live = live;
    // It would look for HTTP/3 at every request, and there is none.
    http.getCustomizers().removeIf(AltSvcCustomizer.class::isInstance);
    setMaxConcurrentStreams(options.maxConcurrentStreams());
    setConnectProtocolEnabled(false);
  }

  /** The settings of Jetty, with what the parser takes as the largest header. */
  @Override
  protected Map<Integer, Integer> newSettings() {
    Map<Integer, Integer> settings = super.newSettings();
    settings.put(SettingsFrame.MAX_HEADER_LIST_SIZE, maxHeaderBytes());
    if (options.noRfc7540Priorities()) {
      settings.put(Http2Session.NO_RFC7540_PRIORITIES, 1);
    }
    return settings;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    ServerSessionListener listener = newSessionListener(connector, endPoint);
    FrameRateControl rateControl = new FrameRateControl(options.budgets(), System::nanoTime);
    Http2Parser parser =
        new Http2Parser(connector.getByteBufferPool(), maxHeaderBytes(), rateControl);
    parser.setMaxSettingsKeys(getMaxSettingsKeys());
    Http2Session session = session(connector, endPoint, parser, rateControl, listener);
    Http2Connection connection =
        new Http2Connection(connector, endPoint, getHttpConfiguration(), session, listener);
    connection.setUseInputDirectByteBuffers(isUseInputDirectByteBuffers());
    connection.setUseOutputDirectByteBuffers(isUseOutputDirectByteBuffers());
    // Through it a stop of the server finds the sessions it sends GOAWAY on.
    connection.addEventListener(sessions());
    parser.init(connection);
    // The first use loads native access, which no handshake is to wait for.
    connector.getExecutor().execute(() -> UnsentLimit.set(endPoint, BatchSize.MOST));
    return configure(connection, connector, endPoint);
  }

  /**
   * Closes connections, each when what is in flight on it is done. To be called again and again,
   * from one thread at a time and with more than a round trip between.
   */
  public void retire(Predicate<EndPoint> chosen) {
    for (Session session : sessions().getSessions()) {
      // Before its preface, no SETTINGS were sent, and TLS may not have agreed on anything.
      if (session instanceof Http2Session ours && ours.begun() && chosen.test(ours.getEndPoint())) {
        ours.retire();
      }
    }
  }

  private SessionContainer sessions() {
    return Objects.requireNonNull(getBean(SessionContainer.class));
  }

  private Http2Session session(
      Connector connector,
      EndPoint endPoint,
      Http2Parser parser,
      FrameRateControl rateControl,
      ServerSessionListener listener) {
    Generator generator =
        new Http2Generator(
            connector.getByteBufferPool(),
            isUseOutputDirectByteBuffers(),
            getMaxHeaderBlockFragment());
    int responseHeader = getHttpConfiguration().getMaxResponseHeaderSize();
    generator
        .getHpackEncoder()
        .setMaxHeaderListSize(
            responseHeader < 0 ? getHttpConfiguration().getResponseHeaderSize() : responseHeader);
    Http2Session session =
        new Http2Session(
            connector,
            endPoint,
            parser,
            rateControl,
            generator,
            listener,
            getFlowControlStrategyFactory().newFlowControlStrategy(),
            getHttpConfiguration().getRequestHeaderSize(),
            options.scheduling(),
            origins,
            live.trace(endPoint.getRemoteSocketAddress()));
    if (options.noRfc7540Priorities()) {
      session.ignoreWeights();
    }
    session.setMaxLocalStreams(getMaxConcurrentStreams());
    session.setMaxRemoteStreams(getMaxConcurrentStreams());
    session.setMaxEncoderTableCapacity(getMaxEncoderTableCapacity());
    long idle = getStreamIdleTimeout();
    session.setStreamIdleTimeout(idle == 0 ? endPoint.getIdleTimeout() : idle);
    session.setInitialSessionRecvWindow(getInitialSessionRecvWindow());
    session.setWriteThreshold(getHttpConfiguration().getOutputBufferSize());
    session.setConnectProtocolEnabled(isConnectProtocolEnabled());
    getEventListeners().forEach(session::addEventListener);
    return session;
  }

  private int maxHeaderBytes() {
    return HEADER_TOLERANCE * getHttpConfiguration().getRequestHeaderSize();
  }
}

package dev.weft.server;

import dev.weft.config.Configuration;
import dev.weft.http2.Budget;
import dev.weft.http2.FrameBudgets;
import dev.weft.http2.Http2ConnectionFactory;
import dev.weft.http2.Http2Options;
import dev.weft.origin.Origin;
import dev.weft.status.Live;
import dev.weft.tls.CertificateKeys;
import dev.weft.tls.Credential;
import dev.weft.tls.TlsRules;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Builds the connectors: TLS, then ALPN, then HTTP/2 or HTTP/1.1. */
final class Connectors {
  private static final int ACCEPT_QUEUE = 1024;

  /**
   * Sessions of TLS that are remembered, of clients that ask for a name; the JDK would keep 20,480,
   * some 4 KiB each.
   */
  private static final int SESSIONS = 512;

  /** An encoded "%" is a percent sign, and ambiguous only to those who decode twice. */
  private static final UriCompliance URIS =
      UriCompliance.DEFAULT.with("decoded once", UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

  /** Bytes of a header at most: what a site sets, and the links to a document's modules. */
  private static final int RESPONSE_HEADER = 32 << 10;

  private final Configuration configuration;
  private final Server server;
  private final SslContextFactory.Server tls;
  private final List<Http2ConnectionFactory> secured = new ArrayList<>();
  private final Function<EndPoint, Optional<List<Origin>>> origins;
  private final Live live;
  private final AddressLimit addresses;

  Connectors(
      Configuration configuration,
      Server server,
      List<Credential> credentials,
      Function<EndPoint, Optional<List<Origin>>> origins,
      Live live) {
    this.configuration = configuration;
    this.server = server;
    this.origins = origins;
    this.live = live;
    this.addresses = new AddressLimit(configuration.limits().connectionsPerAddress());
    this.tls = tls(credentials);
  }

  /** Closes the connections of HTTP/2 on which such a certificate was shown, when they are done. */
  void retire(Predicate<X509Certificate> replaced) {
    for (Http2ConnectionFactory http2 : secured) {
      http2.retire(
          endPoint -> {
            X509Certificate shown = Handshakes.shown(endPoint);
            return shown != null && replaced.test(shown);
          });
    }
  }

  SslContextFactory.Server tls() {
    return tls;
  }

  ServerConnector secure(String bind, int port) {
    HttpConfiguration http = http();
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    Http2ConnectionFactory http2 =
        new Http2ConnectionFactory(http, options(configuration.http2()), origins, live);
    secured.add(http2);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(http1.getProtocol());
    SslConnectionFactory ssl = new SslConnectionFactory(tls, alpn.getProtocol());
    // It would wrap every request; the cover of the certificate is looked at by our own rules.
    ssl.setEnsureSecureRequestCustomizer(false);
    ssl.addBean(new ResumedName());
    return connector(bind, port, ssl, alpn, http2, http1);
  }

  /** Plain HTTP/1.1, all of whose requests are redirected to the secure port. */
  ServerConnector plain(String bind, int port, int securePort) {
    HttpConfiguration http = http();
    http.setSecurePort(securePort);
    return connector(bind, port, new HttpConnectionFactory(http));
  }

  private ServerConnector connector(String bind, int port, ConnectionFactory... factories) {
    ServerConnector connector = new ServerConnector(server, 1, -1, factories);
    connector.setHost(bind);
    connector.setPort(port);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.addEventListener(addresses);
    connector.setIdleTimeout(TimeUnit.SECONDS.toMillis(configuration.limits().idleTimeout()));
    return connector;
  }

  private HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(URIS);
    http.setMaxResponseHeaderSize(RESPONSE_HEADER);
    http.setRequestHeaderSize(configuration.limits().requestHeaderBytes());
    return http;
  }

  private static Http2Options options(Configuration.Http2 http2) {
    Configuration.Budgets budgets = http2.budgets();
    return new Http2Options(
        http2.maxConcurrentStreams(),
        new FrameBudgets(
            budget(budgets.priority()), budget(budgets.reset()), budget(budgets.control())),
        http2.scheduler(),
        http2.noRfc7540Priorities());
  }

  private static Budget budget(Configuration.Budget budget) {
    return new Budget(budget.burst(), budget.perSecond());
  }

  static SslContextFactory.Server tls(List<Credential> credentials) {
    SslContextFactory.Server tls =
        new SslContextFactory.Server() {
          @Override
          public void customize(SSLEngine engine) {
            super.customize(engine);
            SSLParameters parameters = engine.getSSLParameters();
            TlsRules.apply(parameters); // Jetty has no setting for the groups
            engine.setSSLParameters(parameters);
          }
        };
    tls.setSslContext(CertificateKeys.context(credentials));
    tls.setIncludeProtocols(TlsRules.protocols().toArray(String[]::new));
    tls.setExcludeProtocols();
    tls.setIncludeCipherSuites(TlsRules.cipherSuites().toArray(String[]::new));
    tls.setExcludeCipherSuites();
    tls.setRenegotiationAllowed(false);
    tls.setSslSessionCacheSize(SESSIONS);
    return tls;
  }
}

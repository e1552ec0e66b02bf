package dev.weft.server;

import dev.weft.http.Site;
import dev.weft.http.Sites;
import dev.weft.origin.Authority;
import dev.weft.origin.Handshake;
import java.security.cert.X509Certificate;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * What stays with a connection: what was agreed on in TLS, and what its last request named, since
 * nearly all of its requests name one site.
 */
final class ConnectionScope {
  private static final String ATTRIBUTE = ConnectionScope.class.getName();

  private final Handshake handshake;
  private final @Nullable X509Certificate shown;
  private volatile @Nullable Target last;

  /**
   * Where a request goes.
   *
   * @param authority as it was sent
   * @param site null if the request is misdirected
   * @param named the site that the authority names, whether or not it may on this connection
   * @param coalesced whether the connection was opened for another host
   */
  record Target(String authority, @Nullable Site site, @Nullable Site named, boolean coalesced) {}

  private ConnectionScope(EndPoint endPoint) {
    this.handshake = Handshakes.of(endPoint);
    this.shown = Handshakes.shown(endPoint);
  }

  /** The scope of a connection, from its first request on. */
  static ConnectionScope of(ConnectionMetaData connection) {
    ConnectionScope scope = (ConnectionScope) connection.getAttribute(ATTRIBUTE);
    if (scope == null) {
      scope = new ConnectionScope(connection.getConnection().getEndPoint());
      connection.setAttribute(ATTRIBUTE, scope);
    }
    return scope;
  }

  /** Whether no request has named an authority yet. */
  boolean unused() {
    return last == null;
  }

  /**
   * Where a request for this authority goes.
   *
   * @throws IllegalArgumentException when the text is no authority
   */
  Target target(String text, Sites sites) {
    Target known = last;
    if (known == null || !known.authority.equals(text)) {
      Authority authority = Authority.parse(text);
      known =
          new Target(
              text,
              sites.resolve(authority, handshake),
              sites.named(authority),
              !handshake.openedFor(authority));
      last = known;
    }
    return known;
  }

  /** The certificate that the client was shown; null without TLS. */
  @Nullable X509Certificate shown() {
    return shown;
  }

  /** What was agreed on in TLS. */
  Handshake handshake() {
    return handshake;
  }
}

package dev.weft.server;

import dev.weft.http.Site;
import dev.weft.http.Sites;
import dev.weft.origin.Authority;
import dev.weft.origin.Cover;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * What stays with a connection: the cover of the certificate that was shown on it, and the site
 * that its last request named, since nearly all of its requests name one.
 */
final class ConnectionScope {
  private static final String ATTRIBUTE = ConnectionScope.class.getName();

  private final Cover cover;
  private volatile @Nullable Resolved last;

  /** An authority as it was sent, and what it means here. */
  private record Resolved(String authority, @Nullable Site site) {}

  private ConnectionScope(Cover cover) {
    this.cover = cover;
  }

  static ConnectionScope of(ConnectionMetaData connection) {
    if (connection.getAttribute(ATTRIBUTE) instanceof ConnectionScope known) {
      return known;
    }
    ConnectionScope scope = new ConnectionScope(cover(connection.getConnection().getEndPoint()));
    connection.setAttribute(ATTRIBUTE, scope);
    return scope;
  }

  /**
   * The site that the authority names; null if the request is misdirected.
   *
   * @throws IllegalArgumentException when the text is no authority
   */
  @Nullable Site site(String authority, Sites sites) {
    Resolved known = last;
    if (known == null || !known.authority.equals(authority)) {
      known = new Resolved(authority, sites.resolve(Authority.parse(authority), cover));
      last = known;
    }
    return known.site;
  }

  private static Cover cover(EndPoint endPoint) {
    EndPoint.SslSessionData tls = endPoint.getSslSessionData();
    if (tls == null || tls.sslSession() == null) {
      return Cover.NONE;
    }
    Certificate[] shown = tls.sslSession().getLocalCertificates();
    if (shown == null || shown.length == 0 || !(shown[0] instanceof X509Certificate leaf)) {
      return Cover.NONE;
    }
    return cover(leaf);
  }

  private static Cover cover(X509Certificate leaf) {
    try {
      Collection<List<?>> names = leaf.getSubjectAlternativeNames();
      List<String> texts = new ArrayList<>();
      for (List<?> name : names == null ? List.<List<?>>of() : names) {
        if (name.get(1) instanceof String text) {
          texts.add(text);
        }
      }
      return Cover.of(texts);
    } catch (CertificateParsingException e) {
      return Cover.NONE;
    }
  }
}

package dev.weft.server;

import dev.weft.origin.Authority;
import dev.weft.origin.Cover;
import dev.weft.origin.Handshake;
import dev.weft.tls.Certificates;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/** Reads out of a connection what TLS agreed on. */
final class Handshakes {
  private Handshakes() {}

  /** Of Jetty's connection; none where there is no TLS. */
  static Handshake of(EndPoint endPoint) {
    SSLSession session = session(endPoint);
    return session == null ? Handshake.NONE : of(session);
  }

  static Handshake of(SSLSession session) {
    X509Certificate leaf = shown(session);
    return leaf == null ? Handshake.NONE : new Handshake(cover(leaf), serverName(session));
  }

  /** The certificate that was shown to the client; null where there is no TLS. */
  static @Nullable X509Certificate shown(EndPoint endPoint) {
    SSLSession session = session(endPoint);
    return session == null ? null : shown(session);
  }

  static @Nullable X509Certificate shown(SSLSession session) {
    Certificate[] shown = session.getLocalCertificates();
    return shown != null && shown.length > 0 && shown[0] instanceof X509Certificate leaf
        ? leaf
        : null;
  }

  private static @Nullable SSLSession session(EndPoint endPoint) {
    EndPoint.SslSessionData tls = endPoint.getSslSessionData();
    return tls == null ? null : tls.sslSession();
  }

  private static Optional<String> serverName(SSLSession agreed) {
    if (!(agreed instanceof ExtendedSSLSession session)) {
      return Optional.empty();
    }
    return session.getRequestedServerNames().stream()
        .filter(SNIHostName.class::isInstance)
        .map(name -> canonical(((SNIHostName) name).getAsciiName()))
        .findFirst();
  }

  private static String canonical(String name) {
    try {
      return Authority.parse(name).host();
    } catch (IllegalArgumentException e) {
      return name.toLowerCase(Locale.ROOT); // no host, and so nobody's: it equals none
    }
  }

  private static Cover cover(X509Certificate leaf) {
    try {
      return Certificates.cover(leaf);
    } catch (CertificateParsingException e) {
      return Cover.NONE;
    }
  }
}

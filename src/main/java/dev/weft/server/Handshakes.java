package dev.weft.server;

import dev.weft.origin.Authority;
import dev.weft.origin.Cover;
import dev.weft.origin.Handshake;
import dev.weft.tls.Certificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

  /** Of Jetty's connection; it covers nothing where there is no TLS. */
  static Handshake of(EndPoint endPoint) {
    SSLSession session = session(endPoint);
    String address = address(endPoint);
    return session == null ? new Handshake(Cover.NONE, address) : of(session, address);
  }

  /**
   * Of a session.
   *
   * @param address that the client connected to
   */
  static Handshake of(SSLSession session, String address) {
    X509Certificate leaf = shown(session);
    return new Handshake(
        leaf == null ? Cover.NONE : cover(leaf), serverName(session).orElse(address));
  }

  /** Nobody's where the connection is closed already. */
  private static String address(EndPoint endPoint) {
    InetAddress address =
        endPoint.getLocalSocketAddress() instanceof InetSocketAddress local
            ? local.getAddress()
            : new InetSocketAddress(0).getAddress();
    return Authority.of(address).host();
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

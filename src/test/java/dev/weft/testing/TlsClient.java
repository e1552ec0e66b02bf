package dev.weft.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client's end of TLS that trusts every certificate. */
public final class TlsClient {
  private TlsClient() {}

  /**
   * A TLS connection to loopback that asks for the name, or for none if it is empty, and must agree
   * on the ALPN protocol.
   */
  public static SSLSocket connect(int port, String name, String protocol) throws IOException {
    return connect(trusting(), name, port, name, protocol);
  }

  /**
   * The same, of a context that may hold a session to offer.
   *
   * @param peer whose sessions are offered; JSSE keeps them by this name and the port
   */
  static SSLSocket connect(SSLContext context, String peer, int port, String name, String protocol)
      throws IOException {
    return secure(connect(port), peer, name, protocol, context);
  }

  /** A connection to loopback, without TLS yet. */
  static Socket connect(int port) throws IOException {
    return connect(InetAddress.getLoopbackAddress(), port);
  }

  /** The same, from an address of this machine. */
  static Socket connect(InetAddress from, int port) throws IOException {
    Socket plain = new Socket();
    plain.bind(new InetSocketAddress(from, 0));
    plain.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Http2Peer.DEADLINE_MILLIS);
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(Http2Peer.DEADLINE_MILLIS);
    return plain;
  }

  /** TLS over the connection; the context knows the sessions of the peer that can be resumed. */
  static SSLSocket secure(
      Socket plain, String peer, String name, String protocol, SSLContext context)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, peer, plain.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {protocol});
    parameters.setServerNames(name.isEmpty() ? List.of() : List.of(new SNIHostName(name)));
    parameters.setNamedGroups(new String[] {"secp256r1"}); // the one that the JDK is fast at
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    if (!socket.getApplicationProtocol().equals(protocol)) {
      throw new AssertionError(
          "ALPN: \"" + socket.getApplicationProtocol() + "\" (expected: " + protocol + ")");
    }
    return socket;
  }

  /** The certificate that the server showed, on this connection or on that of the session. */
  static X509Certificate certificate(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  /** A context that trusts every certificate: what is tested is on loopback. */
  public static SSLContext trusting() {
    return trusting("TLS", _ -> {});
  }

  /**
   * The same, which offers the sessions of earlier connections.
   *
   * @param protocol "TLS", or the newest version that is spoken, such as "TLSv1.2"
   * @param shown is told of every certificate that a server shows, which it does in a full
   *     handshake and not when it resumes a session
   */
  static SSLContext trusting(String protocol, Consumer<X509Certificate> shown) {
    try {
      SSLContext context = SSLContext.getInstance(protocol);
      context.init(null, new TrustManager[] {new TrustEvery(shown)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Of the extended kind, since JSSE adds checks of its own to the plain kind. */
  private static final class TrustEvery extends X509ExtendedTrustManager {
    private final Consumer<X509Certificate> shown;

    TrustEvery(Consumer<X509Certificate> shown) {
      this.shown = shown;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      shown.accept(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      shown.accept(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      shown.accept(chain[0]);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

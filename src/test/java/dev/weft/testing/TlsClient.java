package dev.weft.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
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

  /** A TLS connection to loopback that asks for the name and must agree on the ALPN protocol. */
  public static SSLSocket connect(int port, String name, String protocol) throws IOException {
    return secure(connect(port), name, protocol, trusting());
  }

  /** A connection to loopback, without TLS yet. */
  static Socket connect(int port) throws IOException {
    Socket plain = new Socket();
    plain.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Http2Peer.DEADLINE_MILLIS);
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(Http2Peer.DEADLINE_MILLIS);
    return plain;
  }

  /** TLS over the connection; the context knows the sessions that can be resumed. */
  static SSLSocket secure(Socket plain, String name, String protocol, SSLContext context)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, name, plain.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {protocol});
    parameters.setServerNames(List.of(new SNIHostName(name)));
    parameters.setNamedGroups(new String[] {"secp256r1"}); // the one that the JDK is fast at
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    if (!socket.getApplicationProtocol().equals(protocol)) {
      throw new AssertionError(
          "ALPN: \"" + socket.getApplicationProtocol() + "\" (expected: " + protocol + ")");
    }
    return socket;
  }

  /** A context that trusts every certificate: what is tested is on loopback. */
  public static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustEvery()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Of the extended kind, since JSSE adds checks of its own to the plain kind. */
  private static final class TrustEvery extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

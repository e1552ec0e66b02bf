package dev.weft.testing;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/**
 * A client of a server on loopback that offers the session of its last connection in the next,
 * whatever name it asks for.
 */
public final class TlsSessions {
  private final List<X509Certificate> shown = new CopyOnWriteArrayList<>();
  private final SSLContext context;
  private final int port;

  /**
   * @param protocol the newest version of TLS that is spoken, by its JSSE name
   */
  public TlsSessions(String protocol, int port) {
    this.context = TlsClient.trusting(protocol, shown::add);
    this.port = port;
  }

  /** A connection of HTTP/1.1 that asks TLS for that name, or for none if it is empty. */
  public Http1Peer http1(String name) throws IOException {
    return Http1Peer.over(TlsClient.connect(context, "one.peer", port, name, "http/1.1"));
  }

  /** A connection of HTTP/2 that asks TLS for that name, or for none if it is empty. */
  public Http2Peer http2(String name) throws IOException {
    return Http2Peer.over(TlsClient.connect(context, "one.peer", port, name, "h2"), name);
  }

  /** The certificates that were shown, one for each handshake that resumed no session. */
  public List<X509Certificate> shown() {
    return shown;
  }
}

package dev.weft.testing;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * A client of a server on loopback that offers the session of its last connection in the next,
 * whatever name it asks for.
 */
public final class TlsSessions {
  private final SSLContext context;
  private final int port;

  /**
   * @param protocol the newest version of TLS that is spoken, by its JSSE name
   * @param shown is told of the certificate in each handshake that resumes no session, before the
   *     handshake goes on
   */
  public TlsSessions(String protocol, int port, Consumer<X509Certificate> shown) {
    this.context = TlsClient.trusting(protocol, shown);
    this.port = port;
  }

  /** A connection of HTTP/2 that asks TLS for that name, or for none if it is empty. */
  public Http2Peer http2(String name) throws IOException {
    return Http2Peer.over(TlsClient.connect(context, "one.peer", port, name, "h2"), name);
  }
}

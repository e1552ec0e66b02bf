package dev.weft.server;

import dev.weft.tls.AskedName;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/**
 * Ends a connection on which the session of a name was resumed by a client that asks for none: in a
 * full handshake it might be shown another certificate (RFC 6066, section 3).
 */
final class ResumedName implements SslHandshakeListener {
  @Override
  public void handshakeSucceeded(Event event) throws SSLException {
    if (AskedName.missing(event.getSSLEngine())) {
      throw new SSLException("a session of a name (expected: the name)");
    }
  }
}

package dev.weft.server;

import dev.weft.origin.Authority;
import dev.weft.tls.Credential;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The beginning of a handshake in memory: a client's first words and the certificate that the
 * server chooses to show. Whoever asks what a name gets is told by what would do it.
 */
final class Rehearsal {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final SslContextFactory.Server tls;
  private final SSLContext client;

  Rehearsal(List<Credential> credentials) {
    tls = Connectors.tls(credentials);
    try {
      tls.start();
      client = SSLContext.getInstance("TLS");
      client.init(null, new TrustManager[0], null); // it never comes to what it trusts
    } catch (Exception e) {
      throw new IllegalStateException("TLS: the JDK cannot use the certificates", e);
    }
  }

  /** The session of a client that opens a connection for this host, as a browser would. */
  SSLSession opening(Authority authority) {
    try {
      SSLEngine asking = client.createSSLEngine();
      asking.setUseClientMode(true);
      SSLParameters parameters = asking.getSSLParameters();
      if (!authority.literal()) { // RFC 6066, section 3: an address is no server name
        byte[] host = authority.host().getBytes(StandardCharsets.US_ASCII);
        parameters.setServerNames(List.of(new SNIHostName(host)));
      }
      asking.setSSLParameters(parameters);
      ByteBuffer hello = ByteBuffer.allocate(asking.getSession().getPacketBufferSize());
      asking.wrap(NOTHING, hello);
      return answer(hello.flip());
    } catch (SSLException e) {
      throw new IllegalStateException("TLS: no handshake for " + authority, e);
    }
  }

  /** What is agreed on once the server has read the hello: it need not send anything. */
  private SSLSession answer(ByteBuffer hello) throws SSLException {
    SSLEngine asked = tls.newSSLEngine();
    asked.setUseClientMode(false);
    asked.unwrap(hello, ByteBuffer.allocate(asked.getSession().getApplicationBufferSize()));
    for (Runnable task = asked.getDelegatedTask(); task != null; task = asked.getDelegatedTask()) {
      task.run();
    }
    return Objects.requireNonNull(asked.getHandshakeSession());
  }
}

package dev.weft.measure;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Which certificates are believed: those the system believes, and those of the local development
 * authority, which need not be installed to be measured.
 */
public final class Believed {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Path authority;

  /**
   * @param authority the certificate of the development authority, in PEM; may be missing
   */
  public Believed(Path authority) {
    this.authority = authority;
  }

  /**
   * The key of the certificate that a server shows, where it is the development authority's:
   * SHA-256 of its SubjectPublicKeyInfo in Base64. Empty where that is for the browser to judge.
   *
   * @throws IOException when the server cannot be reached, or speaks no TLS
   */
  Optional<String> key(String host, InetSocketAddress server) throws IOException {
    if (!Files.isReadable(authority)) {
      return Optional.empty();
    }
    try (Socket plain = new Socket()) {
      if (server.isUnresolved()) {
        throw new IOException(server.getHostString() + ": unknown host");
      }
      try {
        plain.connect(server, PATIENCE_MILLIS);
      } catch (IOException e) {
        throw new IOException(
            server.getHostString() + ":" + server.getPort() + ": nobody answers", e);
      }
      plain.setSoTimeout(PATIENCE_MILLIS);
      SSLSocket socket =
          (SSLSocket)
              trusting().getSocketFactory().createSocket(plain, host, server.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      if (!host.contains(":") && !host.matches("[0-9.]+")) {
        parameters.setServerNames(List.of(new SNIHostName(host)));
      }
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return Optional.of(hash(leaf));
    } catch (SSLException e) {
      return Optional.empty(); // another's: the browser says what it thinks of it
    } catch (GeneralSecurityException e) {
      throw new IOException(authority + ": " + e.getMessage(), e);
    }
  }

  private static String hash(X509Certificate leaf) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(leaf.getPublicKey().getEncoded());
    return Base64.getEncoder().encodeToString(digest);
  }

  private SSLContext trusting() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}

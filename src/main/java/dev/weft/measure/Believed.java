package dev.weft.measure;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
  /** The kind of a subject alternative name (RFC 5280, section 4.2.1.6). */
  private static final Integer DNS_NAME = 2;

  private final Path authority;

  /**
   * @param authority the certificate of the development authority, in PEM; may be missing
   */
  public Believed(Path authority) {
    this.authority = authority;
  }

  /**
   * A certificate of the development authority that a server shows.
   *
   * @param key SHA-256 of its SubjectPublicKeyInfo in Base64
   * @param hosts that it covers; may begin with {@code *.}
   * @param authority the authority's own certificate, in PEM
   */
  record Shown(String key, List<String> hosts, Path authority) {}

  /**
   * What a server shows, where it is the development authority's. Empty where that is for the
   * browser to judge.
   *
   * @param patience for TCP, and again for TLS
   * @throws IOException when nobody answers there
   * @throws InterruptedException at once, whatever the server does
   */
  Optional<Shown> shown(String host, InetSocketAddress server, Duration patience)
      throws IOException, InterruptedException {
    try (Socket plain = new Socket()) { // closing it ends a probe that is still waiting
      int millis = (int) patience.toMillis();
      FutureTask<Optional<Shown>> probe =
          new FutureTask<>(() -> probe(plain, host, server, millis));
      Thread.ofVirtual().start(probe);
      return probe.get();
    } catch (ExecutionException e) {
      String message = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
      throw new IOException(message, e);
    }
  }

  private Optional<Shown> probe(Socket plain, String host, InetSocketAddress server, int millis)
      throws IOException {
    String place = host + ":" + server.getPort();
    try {
      try {
        plain.connect(server, millis);
      } catch (IOException e) {
        throw new IOException(place + ": nobody answers", e);
      }
      if (!Files.isReadable(authority)) {
        return Optional.empty();
      }
      plain.setSoTimeout(millis);
      return Optional.of(handshake(plain, host));
    } catch (SSLException e) {
      return Optional.empty(); // another's, or no TLS: the browser says what it thinks of it
    } catch (SocketTimeoutException e) {
      throw new IOException(place + ": no TLS within " + millis / 1000.0 + " s", e);
    } catch (SocketException e) {
      throw new IOException(place + ": no TLS: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IOException(authority + ": " + e.getMessage(), e);
    }
  }

  private Shown handshake(Socket plain, String host) throws IOException, GeneralSecurityException {
    SSLSocket socket =
        (SSLSocket) trusting().getSocketFactory().createSocket(plain, host, plain.getPort(), true);
    if (!host.contains(":") && !host.matches("[0-9.]+")) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return new Shown(hash(leaf), names(leaf), authority);
  }

  private static List<String> names(X509Certificate leaf) throws GeneralSecurityException {
    Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
    return alternatives == null
        ? List.of()
        : alternatives.stream()
            .filter(name -> name.getFirst().equals(DNS_NAME))
            .map(name -> String.valueOf(name.get(1)))
            .filter(name -> name.matches("(\\*\\.)?[a-zA-Z0-9.-]{1,253}"))
            .toList();
  }

  private static String hash(X509Certificate leaf) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(leaf.getPublicKey().getEncoded());
    return Base64.getEncoder().encodeToString(digest);
  }

  /**
   * TLS of a client that believes what {@link #shown} found out, and has no session yet.
   *
   * @param development whether the server shows a certificate of the development authority
   * @throws IOException when the authority cannot be read
   */
  SSLContext context(boolean development) throws IOException {
    try {
      if (development) {
        return trusting();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(authority + ": " + e.getMessage(), e);
    }
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

package dev.weft.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Self-signed certificates for tests, and a client's socket that trusts every certificate. */
public final class TestCertificates {
  /** Of the key store and its key. */
  public static final String PASSWORD = "password";

  /** A certificate and its key, EC P-256, valid for a day around now. */
  public record Pair(X509Certificate certificate, PrivateKey key) {
    /** Both in a store in memory, under {@link #PASSWORD}. */
    public KeyStore keyStore() throws GeneralSecurityException, IOException {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("test", key, PASSWORD.toCharArray(), new X509Certificate[] {certificate});
      return store;
    }

    /** Writes {@code name.crt} and {@code name.key} as PEM. */
    public void write(Path folder, String name) throws GeneralSecurityException, IOException {
      Files.writeString(
          folder.resolve(name + ".crt"), pem("CERTIFICATE", certificate.getEncoded()));
      Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    }
  }

  private TestCertificates() {}

  /** A certificate that covers these DNS names and the loopback addresses. */
  public static Pair create(String... names) throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = keys.generateKeyPair();
    X500Name subject = new X500Name("CN=" + names[0]);
    Instant now = Instant.now();
    List<GeneralName> covered =
        new java.util.ArrayList<>(
            Arrays.stream(names).map(n -> new GeneralName(GeneralName.dNSName, n)).toList());
    covered.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    covered.add(new GeneralName(GeneralName.iPAddress, "::1"));
    try {
      return new Pair(
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          subject,
                          new BigInteger(96, new SecureRandom()),
                          Date.from(now.minus(Duration.ofHours(12))),
                          Date.from(now.plus(Duration.ofHours(12))),
                          subject,
                          pair.getPublic())
                      .addExtension(
                          Extension.subjectAlternativeName,
                          false,
                          new GeneralNames(covered.toArray(GeneralName[]::new)))
                      .build(
                          new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))),
          pair.getPrivate());
    } catch (OperatorCreationException | IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** A TLS connection to loopback that asks for the name and must agree on the ALPN protocol. */
  public static SSLSocket connect(int port, String name, String protocol) throws IOException {
    Socket plain = new Socket();
    plain.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Http2Peer.DEADLINE_MILLIS);
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(Http2Peer.DEADLINE_MILLIS);
    SSLSocket socket =
        (SSLSocket) trusting().getSocketFactory().createSocket(plain, name, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {protocol});
    parameters.setServerNames(List.of(new SNIHostName(name)));
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

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

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

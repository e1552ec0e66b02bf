package dev.weft.tls;

import static dev.weft.testing.TestCertificates.authority;
import static dev.weft.testing.TestCertificates.intermediate;
import static dev.weft.testing.TestCertificates.leaf;
import static dev.weft.testing.TestCertificates.selfSigned;
import static dev.weft.testing.TestCertificates.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.TestCertificates.Issued;
import dev.weft.testing.TlsClient;
import dev.weft.tls.CredentialFiles.Outcome;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plain Jetty does with the certificates and the rules, seen by a client. */
final class HandshakeTest {
  @TempDir Path folder;

  private final Server server = new Server();
  private final SslContextFactory.Server tls =
      new SslContextFactory.Server() {
        @Override
        public void customize(SSLEngine engine) {
          super.customize(engine);
          SSLParameters parameters = engine.getSSLParameters();
          TlsRules.apply(parameters);
          engine.setSSLParameters(parameters);
        }
      };
  private int port;

  private void start(List<Credential> credentials) throws Exception {
    tls.setSslContext(CertificateKeys.context(credentials));
    tls.setIncludeProtocols(TlsRules.protocols().toArray(String[]::new));
    tls.setExcludeProtocols();
    tls.setIncludeCipherSuites(TlsRules.cipherSuites().toArray(String[]::new));
    tls.setExcludeCipherSuites();
    tls.setUseCipherSuitesOrder(TlsRules.serverOrder());
    var connector = new ServerConnector(server, tls);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.start();
    port = connector.getLocalPort();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private SSLSession connect(String host, SSLParameters asked) throws Exception {
    try (var socket =
        (SSLSocket)
            TlsClient.trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port)) {
      if (!host.isEmpty()) {
        asked.setServerNames(List.of(new SNIHostName(host)));
      }
      socket.setSSLParameters(asked);
      socket.startHandshake();
      return socket.getSession();
    }
  }

  private List<X509Certificate> served(String host, SSLParameters asked) throws Exception {
    return Stream.of(connect(host, asked).getPeerCertificates())
        .map(X509Certificate.class::cast)
        .toList();
  }

  private static List<X509Certificate> certificates(Issued... issued) {
    return Stream.of(issued).map(Issued::certificate).toList();
  }

  @Test
  void nameChoosesTheCertificateWithItsChain() throws Exception {
    var middle = intermediate("middle", authority("root"));
    var ec = leaf("EC secp256r1", middle, "ec.test", "also.test");
    var rsa = leaf("RSA 2048", middle, "rsa.test");
    var wild = selfSigned("EC secp384r1", "*.wild.test");
    start(
        List.of(
            PemFiles.read(write(folder, "ec", ec, middle)),
            PemFiles.read(write(folder, "rsa", rsa, middle)),
            PemFiles.read(write(folder, "wild", wild))));
    assertEquals(certificates(ec, middle), served("ec.test", new SSLParameters()));
    assertEquals(certificates(ec, middle), served("also.test", new SSLParameters()));
    assertEquals(certificates(rsa, middle), served("rsa.test", new SSLParameters()));
    assertEquals(certificates(wild), served("any.wild.test", new SSLParameters()));
  }

  @Test
  void clientWithoutNameGetsTheFirstWhenAsked() throws Exception {
    var first = selfSigned("EC secp256r1", "first.test");
    var credentials = new ArrayList<Credential>();
    credentials.add(PemFiles.read(write(folder, "first", first)));
    for (int i = 0; i < 12; i++) {
      credentials.add(
          PemFiles.read(write(folder, "n" + i, selfSigned("EC secp256r1", "n" + i + ".test"))));
    }
    start(credentials);
    assertEquals(certificates(first), served("", new SSLParameters()));
    assertEquals(
        credentials.get(7).chain(), served("n6.test", new SSLParameters()), "SNI still chooses");
  }

  @Test
  void oneNameMayHaveBothKinds() throws Exception {
    var ec = selfSigned("EC secp256r1", "both.test");
    var rsa = selfSigned("RSA 2048", "both.test");
    start(
        List.of(PemFiles.read(write(folder, "ec", ec)), PemFiles.read(write(folder, "rsa", rsa))));
    assertEquals(certificates(ec), served("both.test", only("ecdsa_secp256r1_sha256")));
    assertEquals(certificates(rsa), served("both.test", only("rsa_pss_rsae_sha256")));
  }

  private static SSLParameters only(String scheme) {
    var parameters = new SSLParameters();
    parameters.setSignatureSchemes(new String[] {scheme});
    return parameters;
  }

  @Test
  void reloadSwapsTheCertificate() throws Exception {
    var old = selfSigned("EC secp256r1", "a.test");
    var fresh = selfSigned("RSA 2048", "a.test");
    var files = CredentialFiles.open(List.of(write(folder, "a", old)));
    start(files.current());
    assertEquals(certificates(old), served("a.test", new SSLParameters()));
    write(folder, "a", fresh);
    var changed = assertInstanceOf(Outcome.Changed.class, files.poll());
    tls.reload(_ -> tls.setSslContext(CertificateKeys.context(changed.credentials())));
    assertEquals(certificates(fresh), served("a.test", new SSLParameters()));
  }

  static Stream<String> suites() {
    return TlsRules.cipherSuites().stream();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everySuiteOfTheRulesIsSpoken(String suite) throws Exception {
    startWithBoth();
    var asked = new SSLParameters(new String[] {suite});
    asked.setProtocols(new String[] {suite.contains("_WITH_") ? "TLSv1.2" : "TLSv1.3"});
    assertEquals(suite, connect("both.test", asked).getCipherSuite());
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    "TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"
  })
  void whatTheRulesLeaveOutIsRefused(String protocol, String suite) throws Exception {
    startWithBoth();
    var asked = new SSLParameters(new String[] {suite}, new String[] {protocol});
    assertThrows(SSLException.class, () -> connect("both.test", asked));
  }

  @ParameterizedTest
  @CsvSource({"x25519, true", "secp256r1, true", "secp384r1, true", "secp521r1, false"})
  void groupsAreThoseOfTheRules(String group, boolean spoken) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    var engine = context.createSSLEngine();
    var parameters = engine.getSSLParameters();
    TlsRules.apply(parameters);
    engine.setSSLParameters(parameters);
    assertEquals(spoken, List.of(engine.getSSLParameters().getNamedGroups()).contains(group));
    assertEquals(TlsRules.protocols(), List.of(engine.getEnabledProtocols()));
    assertEquals(TlsRules.cipherSuites(), List.of(engine.getEnabledCipherSuites()));
  }

  private void startWithBoth() throws Exception {
    start(
        List.of(
            PemFiles.read(write(folder, "ec", selfSigned("EC secp256r1", "both.test"))),
            PemFiles.read(write(folder, "rsa", selfSigned("RSA 2048", "both.test")))));
  }

  @Test
  void clientWithOnlyTheLastGroupOfTheRulesIsServed() throws Exception {
    startWithBoth();
    var asked = new SSLParameters();
    asked.setNamedGroups(new String[] {TlsRules.groups().getLast()});
    assertTrue(connect("both.test", asked).isValid());
  }
}

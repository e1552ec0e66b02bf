package dev.weft.tls;

import static dev.weft.testing.TestCertificates.selfSigned;
import static dev.weft.testing.TestCertificates.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.weft.tls.DevelopmentAuthority.Renewal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DevelopmentAuthorityTest {
  @TempDir Path folder;
  private Path certs;
  private Instant now = Instant.now();
  private final InstantSource clock = () -> now;
  private DevelopmentAuthority authority;

  @BeforeEach
  void authority() {
    certs = folder.resolve("certs");
    authority = DevelopmentAuthority.open(certs, clock);
  }

  private static X509Certificate certificate(Path file) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  @Test
  void certificateIsWhatBrowsersAccept() throws Exception {
    var files = authority.ensure(DevelopmentAuthority.DEFAULT_NAMES);
    var leaf = certificate(files.certificate());
    var root = certificate(authority.certificate());
    assertEquals("EC P-256", Certificates.kind(leaf.getPublicKey()));
    assertEquals("SHA256withECDSA", leaf.getSigAlgName());
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.getExtendedKeyUsage());
    assertEquals(-1, leaf.getBasicConstraints());
    assertTrue(leaf.getKeyUsage()[0], "digital signature");
    var life = Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
    assertTrue(life.compareTo(Duration.ofDays(397)) < 0, life::toString);
    assertTrue(leaf.getSerialNumber().bitLength() > 120);
    assertEquals(0, root.getBasicConstraints());
    assertTrue(
        root.getCriticalExtensionOIDs().containsAll(Set.of("2.5.29.19", "2.5.29.15", "2.5.29.30")));
    assertTrue(root.getKeyUsage()[5], "may sign certificates");
    assertEquals(List.of("127.0.0.1", "::1", "localhost"), PemFiles.read(files).names());
    validate(leaf, root);
  }

  private static void validate(X509Certificate leaf, X509Certificate root) throws Exception {
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }

  @Test
  void keysAreForTheirOwnerAlone() throws Exception {
    authority.ensure(List.of("a.test"));
    for (var key : List.of("weft-ca.key", "a.test.key", ".lock")) {
      assertEquals("rw-------", mode(certs.resolve(key)), key);
    }
    assertEquals("rwx------", mode(certs));
    assertEquals("rw-r--r--", mode(certs.resolve("a.test.pem")));
    try (var files = Files.list(certs)) {
      assertEquals(
          Set.of(".gitignore", ".lock", "a.test.key", "a.test.pem", "weft-ca.key", "weft-ca.pem"),
          Set.copyOf(files.map(file -> file.getFileName().toString()).toList()));
    }
    assertTrue(Files.readString(certs.resolve(".gitignore")).lines().toList().contains("*"));
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void whatCoversTheNamesIsKept() throws Exception {
    var files = authority.ensure(List.of("a.test", "*.b.test", "127.0.0.1"));
    var before = Files.readAllBytes(files.certificate());
    assertEquals(files, authority.ensure(List.of("a.test", "x.b.test")));
    assertEquals(files, authority.ensure(List.of("A.test.", "127.0.0.1")));
    assertArrayEquals(before, Files.readAllBytes(files.certificate()));
  }

  @Test
  void previewIsWhatWouldBeServedAndIsKeptNowhere() throws Exception {
    assertEquals(
        List.of("a.test", "b.test"), authority.preview(List.of("a.test", "b.test")).names());
    assertFalse(Files.exists(certs));
    var files = authority.ensure(List.of("a.test", "b.test"));
    assertEquals(PemFiles.read(files).leaf(), authority.preview(List.of("a.test")).leaf());
    assertEquals(
        List.of("a.test", "b.test", "c.test"),
        authority.preview(List.of("a.test", "c.test")).names());
    assertEquals(List.of("a.test", "b.test"), PemFiles.read(files).names());
    var refused =
        assertThrows(CredentialException.class, () -> authority.preview(List.of("bank.com")));
    assertTrue(refused.getMessage().contains(" may not sign for bank.com "), refused::getMessage);
  }

  @Test
  void newNameIsAddedToTheOldOnes() throws Exception {
    authority.ensure(List.of("a.test", "b.test"));
    var root = Files.readAllBytes(authority.certificate());
    var files = authority.ensure(List.of("a.test", "::1"));
    assertEquals(List.of("::1", "a.test", "b.test"), PemFiles.read(files).names());
    assertArrayEquals(root, Files.readAllBytes(authority.certificate()));
  }

  @Test
  void wildcardCoversOneLabelOnly() throws Exception {
    authority.ensure(List.of("*.a.test"));
    var files = authority.ensure(List.of("*.a.test", "x.y.a.test"));
    assertEquals("_wildcard.a.test.pem", files.certificate().getFileName().toString());
    assertEquals(List.of("*.a.test", "x.y.a.test"), PemFiles.read(files).names());
  }

  @Test
  void certificateNearItsEndIsMadeAgain() throws Exception {
    var files = authority.ensure(List.of("a.test"));
    var first = certificate(files.certificate());
    now = first.getNotAfter().toInstant().minus(Duration.ofDays(31));
    authority.ensure(List.of("a.test"));
    assertEquals(first, certificate(files.certificate()));
    now = now.plus(Duration.ofDays(2));
    authority.ensure(List.of("a.test"));
    assertNotEquals(first, certificate(files.certificate()));
  }

  @Test
  void leafNeverOutlivesItsAuthority() throws Exception {
    authority.ensure(List.of("a.test"));
    var end = certificate(authority.certificate()).getNotAfter().toInstant();
    now = end.minus(Duration.ofDays(40));
    var files = authority.create(List.of("b.test"), Renewal.WHEN_NEEDED).files();
    assertEquals(end, certificate(files.certificate()).getNotAfter().toInstant());
    now = end.minus(Duration.ofDays(20));
    var problem =
        assertThrows(
            CredentialException.class,
            () -> authority.create(List.of("c.test"), Renewal.WHEN_NEEDED));
    assertTrue(problem.getMessage().contains("--new-authority"), problem.getMessage());
  }

  @Test
  void createMakesExactlyTheNames() throws Exception {
    authority.create(List.of("a.test", "b.test"), Renewal.WHEN_NEEDED);
    var again = authority.create(List.of("b.test", "a.test"), Renewal.WHEN_NEEDED);
    assertTrue(again.made(), "named after b.test");
    assertFalse(authority.create(List.of("a.test", "b.test"), Renewal.WHEN_NEEDED).made());
    var less = authority.create(List.of("a.test"), Renewal.WHEN_NEEDED);
    assertTrue(less.made());
    assertEquals(List.of("a.test"), PemFiles.read(less.files()).names());
    assertTrue(authority.create(List.of("a.test"), Renewal.CERTIFICATE).made());
  }

  @Test
  void newAuthorityKeepsTheFormerCertificateAndVoidsItsLeaves() throws Exception {
    authority.ensure(List.of("a.test"));
    var former = Files.readAllBytes(authority.certificate());
    var provided = authority.create(List.of("b.test"), Renewal.AUTHORITY);
    assertTrue(provided.authorityMade());
    assertArrayEquals(former, Files.readAllBytes(provided.formerAuthority().orElseThrow()));
    var files = authority.ensure(List.of("a.test"));
    validate(certificate(files.certificate()), certificate(authority.certificate()));
  }

  @Test
  void authoritySpeaksForLocalNamesAndThoseItWasMadeForAlone() throws Exception {
    authority.ensure(List.of("shop.weft.dev", "203.0.113.7"));
    authority.ensure(List.of("x.shop.weft.dev"));
    authority.ensure(List.of("printer.local", "192.168.1.2", "fd00::1", "app.internal"));
    for (var name : List.of("bank.com", "weft.dev", "*.weft.dev", "8.8.8.8", "2001:db8::1")) {
      var problem = assertThrows(CredentialException.class, () -> authority.ensure(List.of(name)));
      assertEquals(
          authority.certificate()
              + ": may not sign for "
              + name
              + " (expected: local names and those it was made for); `weft certs create"
              + " --new-authority` makes another, to be trusted again",
          problem.getMessage());
    }
  }

  @Test
  void stolenKeyIsOfNoUseElsewhere() throws Exception {
    authority.ensure(List.of("a.test"));
    var root = certificate(authority.certificate());
    var keyFile = certs.resolve("weft-ca.key");
    var blocks = PemBlock.parse("", Files.readAllBytes(keyFile));
    var key = PrivateKeys.find("", blocks, java.util.Optional.empty());
    var made = new CertificateMaker.Made(root, key);
    // The JDK asks nothing of a root. Browsers and OpenSSL hold it to its constraints.
    assertEquals(0, opensslVerifies(made, "x.a.test"));
    assertNotEquals(0, opensslVerifies(made, "bank.com"));
  }

  private int opensslVerifies(CertificateMaker.Made root, String name) throws Exception {
    var leaf = CertificateMaker.leaf(root, List.of(name), now).certificate();
    var file = folder.resolve(name + ".pem");
    Files.writeString(file, PemBlock.encode("CERTIFICATE", leaf.getEncoded()));
    try {
      return new ProcessBuilder(
              "openssl",
              "verify",
              "-x509_strict",
              "-CAfile",
              authority.certificate().toString(),
              file.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return abort("no openssl on this machine");
    }
  }

  @Test
  void filesOfSomebodyElseAreUsedButNeverWrittenOver() throws Exception {
    Files.createDirectory(certs);
    var foreign = write(certs, "a.test", selfSigned("RSA 2048", "a.test"));
    var before = Files.readAllBytes(foreign.certificate());
    assertEquals(foreign, authority.ensure(List.of("a.test")));
    for (var names : List.of(List.of("a.test", "b.test"), List.of("a.test", "c.test"))) {
      var problem = assertThrows(CredentialException.class, () -> authority.ensure(names));
      assertEquals(
          foreign.certificate() + ": not made here, left as it is (expected: another folder)",
          problem.getMessage());
    }
    assertArrayEquals(before, Files.readAllBytes(foreign.certificate()));
    Files.delete(foreign.certificate());
    assertThrows(CredentialException.class, () -> authority.ensure(List.of("a.test", "b.test")));
    assertTrue(Files.exists(foreign.key()));
  }

  @Test
  void certificateWithoutItsKeyIsMadeAgain() throws Exception {
    var files = authority.ensure(List.of("a.test"));
    Files.delete(files.key());
    assertEquals(List.of("a.test"), PemFiles.read(authority.ensure(List.of("a.test"))).names());
  }

  @Test
  void authorityWithoutItsKeyIsNotReplacedUnasked() throws Exception {
    authority.ensure(List.of("a.test"));
    Files.delete(certs.resolve("weft-ca.key"));
    authority.ensure(List.of("a.test"));
    assertThrows(CredentialException.class, () -> authority.ensure(List.of("b.test")));
    assertTrue(authority.create(List.of("b.test"), Renewal.AUTHORITY).authorityMade());
  }

  @Test
  void nameOfTheAuthorityItselfIsNoTrap() throws Exception {
    var files = authority.ensure(List.of("weft-ca"));
    assertNotEquals(authority.certificate(), files.certificate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a/b",
        "../a",
        "https://a.test",
        "a.test:443",
        "a.test:",
        "[::1]:443",
        "*",
        "*.",
        "a.*.test",
        "*.127.0.0.1",
        "*.*.test",
        "1.2.3.999",
        "a..test",
        "user@a.test",
        "-d\n"
      })
  void whatIsNoNameIsRefused(String name) {
    var problem =
        assertThrows(IllegalArgumentException.class, () -> authority.ensure(List.of(name)));
    assertTrue(problem.toString().contains(": name: "), problem::toString);
    assertFalse(Files.exists(certs));
  }

  @ParameterizedTest
  @CsvSource({
    "a.test, a.test",
    "*.a.test, _wildcard.a.test",
    "::1, site---1",
    "2001:db8::1, 2001-db8--1",
    "weft-ca, site-weft-ca",
    "bücher.test, xn--bcher-kva.test"
  })
  void fileIsNamedAfterTheName(String name, String file) {
    var canonical = DevelopmentNames.canonical(List.of(name)).getFirst();
    assertEquals(file, DevelopmentNames.fileName(canonical));
  }

  @Test
  void folderThatCannotBeMadeIsToldInOneLine() throws Exception {
    Files.writeString(certs, "a file");
    var problem =
        assertThrows(CredentialException.class, () -> authority.ensure(List.of("a.test")));
    assertTrue(
        problem.getMessage().startsWith(certs + ": cannot be written: "), problem.getMessage());
    assertFalse(problem.getMessage().contains("\n"));
  }

  /** A process of its own that makes sure of a certificate. */
  static final class Racer {
    private Racer() {}

    public static void main(String[] args) throws Exception {
      var authority = DevelopmentAuthority.open(Path.of(args[0]));
      var files = authority.ensure(List.of(args).subList(1, args.length));
      PemFiles.read(files);
    }
  }

  @Test
  void processesAtOnceLeaveFilesThatBelongTogether() throws Exception {
    var racers = new ArrayList<Process>();
    for (var other : List.of("b.test", "c.test", "d.test")) {
      racers.add(Jvm.start(Racer.class, certs.toString(), "a.test", other));
    }
    for (var racer : racers) {
      var output = new String(racer.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, racer.waitFor(), output);
    }
    var files = authority.ensure(List.of("a.test"));
    assertEquals(List.of("a.test", "b.test", "c.test", "d.test"), PemFiles.read(files).names());
    validate(certificate(files.certificate()), certificate(authority.certificate()));
  }

  /** Reads what is there, as an ordinary start does. */
  static final class OrdinaryStart {
    private OrdinaryStart() {}

    public static void main(String[] args) throws Exception {
      for (int i = 1; i < args.length; i++) {
        var files = DevelopmentAuthority.open(Path.of(args[0])).ensure(List.of(args[i]));
        var loaded = CredentialFiles.open(List.of(files));
        CertificateKeys.context(loaded.current());
        loaded.poll();
      }
    }
  }

  @Test
  void ordinaryStartLoadsNoOtherLibrary() throws Exception {
    authority.ensure(List.of("a.test"));
    write(certs, "rsa.test", selfSigned("RSA 2048", "rsa.test"));
    write(certs, "ed.test", selfSigned("Ed25519", "ed.test"));
    var start =
        Jvm.start(
            List.of("-Xlog:class+load"),
            OrdinaryStart.class,
            certs.toString(),
            "a.test",
            "rsa.test",
            "ed.test");
    var log = new String(start.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, start.waitFor(), log);
    assertTrue(log.contains("dev.weft.tls.PemFiles"), "the log tells of classes");
    assertEquals(List.of(), log.lines().filter(line -> line.contains("bouncycastle")).toList());
  }

  @Test
  void nobodyElsesNameIsASuffix() {
    assertTrue(Stream.of("com", "dev", "io", "").noneMatch(DevelopmentNames.SUFFIXES::contains));
  }
}

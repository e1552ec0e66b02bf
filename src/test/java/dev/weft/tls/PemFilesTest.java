package dev.weft.tls;

import static dev.weft.testing.TestCertificates.authority;
import static dev.weft.testing.TestCertificates.intermediate;
import static dev.weft.testing.TestCertificates.issue;
import static dev.weft.testing.TestCertificates.keys;
import static dev.weft.testing.TestCertificates.leaf;
import static dev.weft.testing.TestCertificates.pem;
import static dev.weft.testing.TestCertificates.pkcs8;
import static dev.weft.testing.TestCertificates.selfSigned;
import static dev.weft.testing.TestCertificates.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.testing.TestCertificates.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PemFilesTest {
  private static final String PASSWORD = "woven";

  @TempDir Path folder;

  /** A private key as some tool writes it. */
  record Form(String kind, String name) {
    String write(Issued issued) throws Exception {
      return switch (name) {
        case "PKCS#8" -> pkcs8(issued.key());
        case "PKCS#1 or SEC1" -> traditional(issued.key());
        case "SEC1 after its parameters" ->
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                + traditional(issued.key());
        case "PKCS#8 encrypted" ->
            pem(
                new JcaPKCS8Generator(
                    issued.key(),
                    new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                        .setProvider(new BouncyCastleProvider())
                        .setPassword(PASSWORD.toCharArray())
                        .build()));
        case "PKCS#1 or SEC1 encrypted" -> {
          var text = new java.io.StringWriter();
          try (var writer = new org.bouncycastle.openssl.jcajce.JcaPEMWriter(text)) {
            writer.writeObject(
                withParameters(issued.key()),
                new JcePEMEncryptorBuilder("AES-256-CBC")
                    .setProvider(new BouncyCastleProvider())
                    .build(PASSWORD.toCharArray()));
          }
          yield text.toString();
        }
        default -> throw new IllegalArgumentException(name);
      };
    }

    boolean encrypted() {
      return name.endsWith("encrypted");
    }
  }

  private static String traditional(PrivateKey key) throws Exception {
    return pem(withParameters(key));
  }

  /** With the curve inside, as OpenSSL writes it and the JDK does not. */
  private static PrivateKeyInfo withParameters(PrivateKey key) throws Exception {
    var bare = PrivateKeyInfo.getInstance(key.getEncoded());
    if (key.getAlgorithm().equals("RSA")) {
      return bare;
    }
    var curve = bare.getPrivateKeyAlgorithm().getParameters();
    var secret = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(bare.parsePrivateKey());
    int bits = ((java.security.interfaces.ECKey) key).getParams().getOrder().bitLength();
    return new PrivateKeyInfo(
        bare.getPrivateKeyAlgorithm(),
        new org.bouncycastle.asn1.sec.ECPrivateKey(bits, secret.getKey(), curve));
  }

  static Stream<Form> forms() {
    var rsaAndEc =
        Stream.of("RSA 2048", "EC secp256r1", "EC secp384r1")
            .flatMap(
                kind ->
                    Stream.of(
                            "PKCS#8",
                            "PKCS#1 or SEC1",
                            "PKCS#8 encrypted",
                            "PKCS#1 or SEC1 encrypted")
                        .map(name -> new Form(kind, name)));
    return Stream.concat(
        rsaAndEc,
        Stream.of(
            new Form("EC secp256r1", "SEC1 after its parameters"),
            new Form("Ed25519", "PKCS#8"),
            new Form("Ed25519", "PKCS#8 encrypted")));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormOfKeyIsRead(Form form) throws Exception {
    var issued = selfSigned(form.kind(), "app.test");
    var files = write(folder, "a", pem(issued.certificate()), form.write(issued));
    var password =
        form.encrypted() ? Optional.of(PASSWORD.toCharArray()) : Optional.<char[]>empty();
    var credential = PemFiles.read(files.certificate(), files.key(), password);
    assertTrue(PrivateKeys.match(issued.certificate().getPublicKey(), credential.key()));
    assertEquals(List.of("app.test"), credential.names());
  }

  @ParameterizedTest
  @CsvSource({
    "RSA 2048, RSA 2048",
    "EC secp256r1, EC P-256",
    "EC secp384r1, EC P-384",
    "Ed25519, Ed25519"
  })
  void kindIsShort(String made, String shown) throws Exception {
    assertEquals(shown, PemFiles.read(write(folder, "a", selfSigned(made, "a.test"))).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
        "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
        "genpkey -algorithm ED25519",
        "ecparam -name secp384r1 -genkey",
        "genrsa -traditional 2048",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:woven",
        "genrsa -traditional -aes128 -passout pass:woven 2048"
      })
  void keyOfOpensslIsRead(String command) throws Exception {
    assumeFalse(openssl("version") != 0, "no openssl on this machine");
    var key = folder.resolve("a.key");
    var certificate = folder.resolve("a.pem");
    assertEquals(0, openssl(command.replaceFirst(" ", " -out " + key + " ")));
    assertEquals(
        0,
        openssl(
            "req -x509 -subj /CN=a -addext subjectAltName=DNS:a.test,IP:::1 -passin pass:woven -key"
                + " "
                + key
                + " -out "
                + certificate));
    var credential = PemFiles.read(certificate, key, Optional.of(PASSWORD.toCharArray()));
    assertEquals(List.of("::1", "a.test"), credential.names());
  }

  @Test
  void curveThatBrowsersLackIsRefused() throws Exception {
    assumeFalse(openssl("version") != 0, "no openssl on this machine");
    var key = folder.resolve("a.key");
    var certificate = folder.resolve("a.pem");
    openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out " + key);
    openssl(
        "req -x509 -subj /CN=a -addext subjectAltName=DNS:a.test -key "
            + key
            + " -out "
            + certificate);
    var files = new CertificateFilePair(certificate, key);
    var problem = assertThrows(CredentialException.class, () -> PemFiles.read(files));
    assertEquals(
        certificate + ": EC of another curve, 256 (expected: EC on P-256, P-384 or P-521)",
        problem.getMessage());
  }

  private static int openssl(String arguments) throws Exception {
    try {
      return new ProcessBuilder(("openssl " + arguments).split(" ", -1))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (java.io.IOException e) {
      return -1;
    }
  }

  @Test
  void keyMayStandInTheSameFile() throws Exception {
    var issued = selfSigned("EC secp256r1", "a.test");
    var file = folder.resolve("all.pem");
    Files.writeString(file, pkcs8(issued.key()) + pem(issued.certificate()), US_ASCII);
    assertEquals(List.of("a.test"), PemFiles.read(new CertificateFilePair(file, file)).names());
  }

  @Test
  void chainIsOrderedAndEndsBelowTheRoot() throws Exception {
    var root = authority("root");
    var upper = intermediate("upper", root);
    var lower = intermediate("lower", upper);
    var leaf = leaf("RSA 2048", lower, "a.test");
    var stranger = authority("stranger");
    var mixed =
        pem(
            root.certificate(),
            upper.certificate(),
            stranger.certificate(),
            leaf.certificate(),
            lower.certificate());
    var credential = PemFiles.read(write(folder, "a", mixed, pkcs8(leaf.key())));
    assertEquals(
        List.of(leaf.certificate(), lower.certificate(), upper.certificate()), credential.chain());
  }

  @Test
  void chainEndsWhereItsWeakestLinkEnds() throws Exception {
    var root = authority("root");
    var middle =
        issue(keys("EC secp256r1"), "m", root, true, Duration.ofHours(-1), Duration.ofDays(3));
    var leaf = leaf("EC secp256r1", middle, "a.test");
    var credential = PemFiles.read(write(folder, "a", leaf, middle));
    assertEquals(middle.certificate().getNotAfter().toInstant(), credential.notAfter());
    assertEquals(middle.certificate().getNotBefore().toInstant(), credential.notBefore());
  }

  @Test
  void windowsLinesAndAMarkAndTextAroundArePassedOver() throws Exception {
    var issued = selfSigned("EC secp256r1", "a.test");
    var certificate = "\u00ef\u00bb\u00bfsubject=CN = a\r\n" + pem(issued.certificate());
    var files = write(folder, "a", "", pkcs8(issued.key()).replace("\n", "\r\n"));
    Files.writeString(files.certificate(), certificate.replace("\n", "\r\n"), ISO_8859_1);
    assertEquals(List.of("a.test"), PemFiles.read(files).names());
  }

  /** A mistake, and the line that tells it; {@code DIR} stands for the folder. */
  record Mistake(String name, Arrangement arrangement, String line) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Arrangement {
    CertificateFilePair in(Path folder) throws Exception;
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "no certificate file",
            dir -> {
              var files = write(dir, "a", selfSigned("EC secp256r1", "a.test"));
              Files.delete(files.certificate());
              return files;
            },
            "DIR/a.pem: no such file (expected: a PEM file)"),
        new Mistake(
            "a folder for a key",
            dir -> {
              var files = write(dir, "a", selfSigned("EC secp256r1", "a.test"));
              Files.delete(files.key());
              Files.createDirectory(files.key());
              return files;
            },
            "DIR/a.key: not a file (expected: a PEM file)"),
        new Mistake(
            "empty", dir -> write(dir, "a", "", ""), "DIR/a.pem: an empty file (expected: PEM)"),
        new Mistake(
            "text",
            dir -> write(dir, "a", "hello\n", ""),
            "DIR/a.pem: no PEM (expected: -----BEGIN CERTIFICATE----- or"
                + " -----BEGIN PRIVATE KEY-----)"),
        new Mistake(
            "DER",
            dir -> {
              var issued = selfSigned("EC secp256r1", "a.test");
              var files = write(dir, "a", issued);
              Files.write(files.certificate(), issued.certificate().getEncoded());
              return files;
            },
            "DIR/a.pem: DER or PKCS#12 (expected: PEM, which `openssl x509` or `openssl pkcs12"
                + " -nodes` writes)"),
        new Mistake(
            "too long",
            dir -> write(dir, "a", " ".repeat((1 << 20) + 1), ""),
            "DIR/a.pem: too long (expected: at most 1048576 bytes of PEM)"),
        new Mistake(
            "files swapped",
            dir -> {
              var files = write(dir, "a", selfSigned("EC secp256r1", "a.test"));
              return new CertificateFilePair(files.key(), files.certificate());
            },
            "DIR/a.key:1: BEGIN PRIVATE KEY (expected: BEGIN CERTIFICATE)"),
        new Mistake(
            "certificate for a key",
            dir -> {
              var files = write(dir, "a", selfSigned("EC secp256r1", "a.test"));
              return new CertificateFilePair(files.certificate(), files.certificate());
            },
            "DIR/a.pem:1: BEGIN CERTIFICATE (expected: BEGIN PRIVATE KEY)"),
        new Mistake(
            "cut short",
            dir -> {
              var issued = selfSigned("EC secp256r1", "a.test");
              var whole = "a comment\n" + pem(issued.certificate());
              return write(dir, "a", whole.substring(0, 200), pkcs8(issued.key()));
            },
            "DIR/a.pem:2: BEGIN without its END (expected: a whole block; is the file cut short?)"),
        new Mistake(
            "not base64",
            dir -> {
              var issued = selfSigned("EC secp256r1", "a.test");
              var broken = pem(issued.certificate()).replaceFirst("\nMII", "\nM*I");
              return write(dir, "a", broken, pkcs8(issued.key()));
            },
            "DIR/a.pem:1: not base64 (expected: a block as it was made)"),
        new Mistake(
            "base64 of something else",
            dir -> {
              var issued = selfSigned("EC secp256r1", "a.test");
              return write(
                  dir, "a", PemBlock.encode("CERTIFICATE", new byte[99]), pkcs8(issued.key()));
            },
            "DIR/a.pem:1: unreadable certificate (expected: X.509)"),
        new Mistake(
            "a key of something else",
            dir -> {
              var issued = selfSigned("EC secp256r1", "a.test");
              return write(
                  dir,
                  "a",
                  pem(issued.certificate()),
                  "\n\n" + PemBlock.encode("PRIVATE KEY", new byte[99]));
            },
            "DIR/a.key:3: unreadable key (expected: RSA, EC on P-256, P-384 or P-521, or Ed25519)"),
        new Mistake(
            "a broken older key",
            dir -> {
              var issued = selfSigned("EC secp256r1", "a.test");
              return write(
                  dir,
                  "a",
                  pem(issued.certificate()),
                  PemBlock.encode("EC PRIVATE KEY", new byte[99]));
            },
            "DIR/a.key:1: unreadable key (expected: what BEGIN EC PRIVATE KEY promises)"),
        new Mistake(
            "an OpenSSH key",
            dir -> {
              var issued = selfSigned("EC secp256r1", "a.test");
              return write(
                  dir,
                  "a",
                  pem(issued.certificate()),
                  pem(new PemObject("OPENSSH PRIVATE KEY", new byte[30])));
            },
            "DIR/a.key:1: BEGIN OPENSSH PRIVATE KEY"
                + " (expected: an RSA, EC or Ed25519 key in PKCS#8)"),
        new Mistake(
            "encrypted without a password",
            dir -> {
              var issued = selfSigned("EC secp256r1", "a.test");
              return write(
                  dir,
                  "a",
                  pem(issued.certificate()),
                  new Form("", "PKCS#8 encrypted").write(issued));
            },
            "DIR/a.key:1: an encrypted key without a password (expected: its password)"),
        new Mistake(
            "an older encrypted key without a password",
            dir -> {
              var issued = selfSigned("RSA 2048", "a.test");
              return write(
                  dir,
                  "a",
                  pem(issued.certificate()),
                  new Form("", "PKCS#1 or SEC1 encrypted").write(issued));
            },
            "DIR/a.key:1: an encrypted key without a password (expected: its password)"),
        new Mistake(
            "the wrong password",
            dir -> {
              var issued = selfSigned("EC secp256r1", "a.test");
              var files =
                  write(
                      dir,
                      "a",
                      pem(issued.certificate()),
                      new Form("", "PKCS#8 encrypted").write(issued));
              return new CertificateFilePair(
                  files.certificate(), files.key(), Optional.of("knitted"));
            },
            "DIR/a.key:1: the password does not open the key"
                + " (expected: the one it was made with)"),
        new Mistake(
            "another key",
            dir ->
                write(
                    dir,
                    "a",
                    pem(selfSigned("EC secp256r1", "a.test").certificate()),
                    pkcs8(keys("EC secp256r1").getPrivate())),
            "DIR/a.key: not the key of DIR/a.pem (expected: the key it was made for)"),
        new Mistake(
            "another RSA key",
            dir ->
                write(
                    dir,
                    "a",
                    pem(selfSigned("RSA 2048", "a.test").certificate()),
                    pkcs8(keys("RSA 2048").getPrivate())),
            "DIR/a.key: not the key of DIR/a.pem (expected: the key it was made for)"),
        new Mistake(
            "a key of another algorithm",
            dir ->
                write(
                    dir,
                    "a",
                    pem(selfSigned("EC secp256r1", "a.test").certificate()),
                    pkcs8(keys("Ed25519").getPrivate())),
            "DIR/a.key: not the key of DIR/a.pem (expected: the key it was made for)"),
        new Mistake(
            "somebody else's chain",
            dir -> write(dir, "a", leaf("EC secp256r1", authority("x"), "a.test"), authority("y")),
            "DIR/a.pem: none of its other certificates signs the first (expected: its chain)"),
        new Mistake(
            "a weak key",
            dir -> write(dir, "a", selfSigned("RSA 1024", "a.test")),
            "DIR/a.pem: RSA 1024 (expected: RSA of at least 2048 bits)"),
        new Mistake(
            "only a common name",
            dir -> write(dir, "a", selfSigned("EC secp256r1")),
            "DIR/a.pem: covers no name"
                + " (expected: a subject alternative name; browsers ignore the CN)"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsToldInOneLine(Mistake mistake) throws Exception {
    var files = mistake.arrangement().in(folder);
    var problem = assertThrows(CredentialException.class, () -> PemFiles.read(files));
    assertEquals(mistake.line().replace("DIR", folder.toString()), problem.getMessage());
  }

  @Test
  void endedCertificateIsRefused() throws Exception {
    var keys = keys("EC secp256r1");
    var old = issue(keys, "a", null, false, Duration.ofDays(-9), Duration.ofDays(-2), "a.test");
    var files = write(folder, "a", old);
    var problem = assertThrows(CredentialException.class, () -> PemFiles.read(files));
    assertEquals(
        files.certificate()
            + ": ended "
            + old.certificate().getNotAfter().toInstant()
            + " (expected: valid now)",
        problem.getMessage());
  }

  @Test
  void certificateOfTomorrowIsRefused() throws Exception {
    var early =
        issue(
            keys("EC secp256r1"),
            "a",
            null,
            false,
            Duration.ofDays(1),
            Duration.ofDays(2),
            "a.test");
    var files = write(folder, "a", early);
    var problem = assertThrows(CredentialException.class, () -> PemFiles.read(files));
    assertEquals(
        files.certificate()
            + ": begins "
            + early.certificate().getNotBefore().toInstant()
            + " (expected: valid now)",
        problem.getMessage());
  }

  @Test
  void endedIntermediateIsNamed() throws Exception {
    var root = authority("root");
    var middle =
        issue(keys("EC secp256r1"), "middle", root, true, Duration.ofDays(-9), Duration.ofDays(-2));
    var files = write(folder, "a", leaf("EC secp256r1", middle, "a.test"), middle);
    var problem = assertThrows(CredentialException.class, () -> PemFiles.read(files));
    assertTrue(
        problem.getMessage().startsWith(files.certificate() + ": middle ended "),
        problem.getMessage());
  }

  @Test
  void fileNobodyMayReadIsRefused() throws Exception {
    var files = write(folder, "a", selfSigned("EC secp256r1", "a.test"));
    assertTrue(files.key().toFile().setReadable(false));
    assumeFalse(Files.isReadable(files.key()), "this user reads everything");
    var problem = assertThrows(CredentialException.class, () -> PemFiles.read(files));
    assertEquals(
        files.key() + ": permission denied (expected: a file this user may read)",
        problem.getMessage());
  }

  @Test
  void brokenFilesAreProblemsAndNeverCrashes() throws Exception {
    var issued = selfSigned("EC secp256r1", "a.test");
    var certificate = pem(issued.certificate()).getBytes(US_ASCII);
    var key = pkcs8(issued.key()).getBytes(US_ASCII);
    var files = write(folder, "a", issued);
    long seed = 20261123;
    var random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      var mutant = (round % 2 == 0 ? certificate : key).clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      try {
        var read =
            round % 2 == 0
                ? PemFiles.parse(files, mutant, key, java.time.Instant.now())
                : PemFiles.parse(files, certificate, mutant, java.time.Instant.now());
        assertFalse(read.chain().isEmpty());
      } catch (CredentialException e) {
        assertFalse(e.getMessage().contains("\n"), "seed " + seed + ": " + e.getMessage());
      }
    }
  }

  @Test
  void keyIsInNoText() throws Exception {
    var issued = selfSigned("RSA 2048", "a.test");
    var credential = PemFiles.read(write(folder, "a", issued));
    assertEquals("a.pem (a.test)", credential.toString());
    var pair = new CertificateFilePair(Path.of("a.pem"), Path.of("a.key"), Optional.of("woven"));
    assertFalse(pair.toString().contains("woven"));
  }
}

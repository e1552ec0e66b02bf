package dev.weft.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weft.tls.CertificateFilePair;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Certificates for tests: any algorithm, chain and validity. */
public final class TestCertificates {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  /** A certificate that may sign others, or be served, and its key. */
  public record Issued(X509Certificate certificate, KeyPair keys) {
    public PrivateKey key() {
      return keys.getPrivate();
    }
  }

  private TestCertificates() {}

  public static KeyPair keys(String kind) throws Exception {
    var words = kind.split(" ", -1);
    var generator = KeyPairGenerator.getInstance(words[0]);
    switch (words[0]) {
      case "RSA" -> generator.initialize(Integer.parseInt(words[1]));
      case "EC" -> generator.initialize(new java.security.spec.ECGenParameterSpec(words[1]));
      default -> {
        // Ed25519 has one size.
      }
    }
    return generator.generateKeyPair();
  }

  public static Issued authority(String name) throws Exception {
    return issue(keys("EC secp256r1"), name, null, true, Duration.ofDays(-1), Duration.ofDays(90));
  }

  public static Issued intermediate(String name, Issued issuer) throws Exception {
    return issue(
        keys("EC secp256r1"), name, issuer, true, Duration.ofDays(-1), Duration.ofDays(80));
  }

  public static Issued selfSigned(String kind, String... names) throws Exception {
    return issue(keys(kind), "leaf", null, false, Duration.ofDays(-1), Duration.ofDays(60), names);
  }

  /** With this common name, whatever it covers. */
  public static Issued selfSignedAs(String commonName, String... names) throws Exception {
    var keys = keys("EC secp256r1");
    return issue(keys, commonName, null, false, Duration.ofDays(-1), Duration.ofDays(60), names);
  }

  public static Issued leaf(String kind, Issued issuer, String... names) throws Exception {
    return issue(
        keys(kind), "leaf", issuer, false, Duration.ofDays(-1), Duration.ofDays(60), names);
  }

  public static Issued issue(
      KeyPair keys,
      String subject,
      @Nullable Issued issuer,
      boolean authority,
      Duration begin,
      Duration end,
      String... names)
      throws Exception {
    var now = Instant.now();
    var name = new X500Principal("CN=" + subject);
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer == null ? name : issuer.certificate().getSubjectX500Principal(),
            BigInteger.valueOf(SERIAL.incrementAndGet()),
            Date.from(now.plus(begin)),
            Date.from(now.plus(end)),
            name,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (names.length > 0) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              Stream.of(names)
                  .map(
                      n ->
                          new GeneralName(
                              n.matches("[0-9.]+|.*:.*")
                                  ? GeneralName.iPAddress
                                  : GeneralName.dNSName,
                              n))
                  .toArray(GeneralName[]::new)));
    }
    var signer = issuer == null ? keys.getPrivate() : issuer.key();
    var algorithm =
        switch (signer.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    var holder = builder.build(new JcaContentSignerBuilder(algorithm).build(signer));
    return new Issued(new JcaX509CertificateConverter().getCertificate(holder), keys);
  }

  /** Whatever a PEM writer writes: certificates, keys in the older forms, PKCS#8 for generators. */
  public static String pem(Object... objects) throws Exception {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      for (var each : objects) {
        writer.writeObject(each);
      }
    }
    return text.toString();
  }

  public static String pkcs8(PrivateKey key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  public static CertificateFilePair write(Path folder, String name, Issued leaf, Issued... chain)
      throws Exception {
    var certificates =
        Stream.concat(Stream.of(leaf), Stream.of(chain)).map(Issued::certificate).toArray();
    return write(folder, name, pem(certificates), pkcs8(leaf.key()));
  }

  public static CertificateFilePair write(Path folder, String name, String certificate, String key)
      throws Exception {
    var pair =
        new CertificateFilePair(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    Files.writeString(pair.certificate(), certificate, US_ASCII);
    Files.writeString(pair.key(), key, US_ASCII);
    return pair;
  }
}

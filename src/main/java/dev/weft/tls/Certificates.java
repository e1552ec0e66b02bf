package dev.weft.tls;

import dev.weft.origin.Cover;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads certificates, orders them to a chain and checks what clients would refuse. */
public final class Certificates {
  private static final int DNS_NAME = 2; // RFC 5280, section 4.2.1.6
  private static final int IP_ADDRESS = 7;
  private static final int LEAST_RSA_BITS = 2048;
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_USAGE = "2.5.29.37.0";

  private Certificates() {}

  /** The certificates of a file, as they stand. */
  static List<X509Certificate> read(String file, List<PemBlock> blocks) throws CredentialException {
    var certificates = new ArrayList<X509Certificate>();
    for (var block : blocks) {
      if (!block.certificate()) {
        continue;
      }
      try {
        var factory = CertificateFactory.getInstance("X.509");
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
      } catch (CertificateException | RuntimeException e) {
        throw new CredentialException(
            file + ":" + block.line(), "unreadable certificate (expected: X.509)", e);
      }
    }
    if (certificates.isEmpty()) {
      throw new CredentialException(
          file + ":" + blocks.getFirst().line(),
          "BEGIN " + blocks.getFirst().label() + " (expected: BEGIN CERTIFICATE)");
    }
    return certificates;
  }

  /**
   * The leaf, which is the certificate of the key, and then those that sign it. A self-signed root
   * is left out: a client that does not have it cannot trust it (RFC 8446, section 4.4.2).
   */
  static List<X509Certificate> chain(
      String file, List<X509Certificate> certificates, String keyFile, PrivateKey key)
      throws CredentialException {
    var leaf =
        certificates.stream()
            .filter(c -> PrivateKeys.match(c.getPublicKey(), key))
            .findFirst()
            .orElseThrow(
                () ->
                    new CredentialException(
                        keyFile,
                        "not the key of " + file + " (expected: the key it was made for)"));
    var chain = new ArrayList<>(List.of(leaf));
    var signed = leaf;
    while (!selfIssued(signed) && chain.size() <= certificates.size()) {
      var subject = signed;
      var issuer =
          certificates.stream().filter(c -> !chain.contains(c) && signs(c, subject)).findFirst();
      if (issuer.isEmpty() || selfIssued(issuer.get())) {
        if (issuer.isEmpty() && chain.size() == 1 && certificates.size() > 1) {
          throw new CredentialException(
              file, "none of its other certificates signs the first (expected: its chain)");
        }
        break;
      }
      signed = issuer.get();
      chain.add(signed);
    }
    return chain;
  }

  /** Refuses what is over, not yet begun, too weak, or not for a server. */
  static void check(String file, List<X509Certificate> chain, Instant now)
      throws CredentialException {
    for (var certificate : chain) {
      var which = certificate.equals(chain.getFirst()) ? "" : subject(certificate) + " ";
      var begin = certificate.getNotBefore().toInstant();
      var end = certificate.getNotAfter().toInstant();
      if (now.isAfter(end)) {
        throw new CredentialException(file, which + "ended " + end + " (expected: valid now)");
      }
      if (now.isBefore(begin)) {
        throw new CredentialException(file, which + "begins " + begin + " (expected: valid now)");
      }
      if (certificate.getPublicKey() instanceof RSAPublicKey rsa
          && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
        throw new CredentialException(
            file, which + kind(rsa) + " (expected: RSA of at least " + LEAST_RSA_BITS + " bits)");
      }
      if (certificate.getPublicKey() instanceof ECPublicKey ec && !nist(ec)) {
        throw new CredentialException(
            file, which + kind(ec) + " (expected: EC on P-256, P-384 or P-521)");
      }
      var algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
      if (!selfIssued(certificate)
          && (algorithm.startsWith("SHA1") || algorithm.startsWith("MD"))) {
        throw new CredentialException(
            file, which + "signed with " + certificate.getSigAlgName() + " (expected: SHA-256)");
      }
    }
    usage(file, chain.getFirst());
  }

  private static void usage(String file, X509Certificate leaf) throws CredentialException {
    try {
      var usages = leaf.getExtendedKeyUsage();
      if (usages != null
          && !usages.contains(SERVER_AUTHENTICATION)
          && !usages.contains(ANY_USAGE)) {
        throw new CredentialException(
            file, "not for servers (expected: the extended key usage serverAuth)");
      }
    } catch (CertificateParsingException e) {
      throw new CredentialException(file, "unreadable extended key usage (expected: X.509)", e);
    }
  }

  /** What the certificate of a file speaks for, which must be something. */
  static Cover cover(String file, X509Certificate leaf) throws CredentialException {
    Cover cover;
    try {
      cover = cover(leaf);
    } catch (CertificateParsingException e) {
      throw new CredentialException(file, "unreadable names (expected: X.509)", e);
    }
    if (cover.names().isEmpty()) {
      throw new CredentialException(
          file, "covers no name (expected: a subject alternative name; browsers ignore the CN)");
    }
    return cover;
  }

  /**
   * What a certificate speaks for: its names of hosts and addresses alone, not its names of other
   * kinds nor its common name (RFC 9525, section 2).
   */
  public static Cover cover(X509Certificate leaf) throws CertificateParsingException {
    var names = new ArrayList<String>();
    var alternatives = leaf.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (var alternative : alternatives) {
        if (alternative.get(0) instanceof Integer type
            && (type == DNS_NAME || type == IP_ADDRESS)
            && alternative.get(1) instanceof String name) {
          names.add(name);
        }
      }
    }
    return Cover.of(names);
  }

  static boolean signs(X509Certificate issuer, X509Certificate subject) {
    if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) {
      return false;
    }
    try {
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) { // another key of the same name
      return false;
    }
  }

  /**
   * Whether the certificate says that this authority signed it, by name and key identifier. Enough
   * to tell our own authorities apart, and quicker on a cold JVM than a signature.
   */
  static boolean namesIssuer(X509Certificate issuer, X509Certificate certificate) {
    var signer = certificate.getExtensionValue("2.5.29.35"); // authority key identifier
    var own = issuer.getExtensionValue("2.5.29.14"); // subject key identifier
    int sha1 = 20;
    return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        && signer != null
        && own != null
        && signer.length > sha1
        && own.length > sha1
        && Arrays.equals(
            signer, signer.length - sha1, signer.length, own, own.length - sha1, own.length);
  }

  static boolean selfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  static String kind(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
      case ECPublicKey ec ->
          (nist(ec) ? "EC P-" : "EC of another curve, ") + ec.getParams().getOrder().bitLength();
      case EdECPublicKey edwards -> edwards.getParams().getName();
      default -> key.getAlgorithm();
    };
  }

  /** The curves of FIPS 186 are those with a = p - 3; no other has that at 256 bits and more. */
  private static boolean nist(ECPublicKey key) {
    var curve = key.getParams().getCurve();
    return curve.getField() instanceof ECFieldFp field
        && field.getFieldSize() >= 256
        && curve.getA().equals(field.getP().subtract(BigInteger.valueOf(3)));
  }

  /** The common name, or all of the name where there is none. */
  static String subject(X509Certificate certificate) {
    return DistinguishedNames.shortest(certificate.getSubjectX500Principal());
  }
}

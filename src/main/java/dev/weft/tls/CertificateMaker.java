package dev.weft.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the authority's certificate and those it signs, by the profile of RFC 5280.
 *
 * <p>The authority may sign for development names and for the names it was made for, and for
 * nothing else (section 4.2.1.10): whoever steals its key cannot pretend to be somebody's bank.
 */
final class CertificateMaker {
  static final String ISSUER = "Weft development authority";
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

  /** What browsers took from public authorities for years; from private ones they take 825 days. */
  static final Duration LEAF_LIFE = Duration.ofDays(397);

  /** Clocks of other machines may be behind. */
  private static final Duration BEFORE = Duration.ofHours(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A certificate and its key. */
  record Made(X509Certificate certificate, PrivateKey key) {
    /** The key with its public point, which the JDK leaves out. */
    byte[] pkcs8() throws IOException {
      var point = SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
      var info = PrivateKeyInfo.getInstance(key.getEncoded());
      var secret = ECPrivateKey.getInstance(info.parsePrivateKey());
      var whole = new ECPrivateKey(256, secret.getKey(), point.getPublicKeyData(), null);
      return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), whole).getEncoded();
    }
  }

  private CertificateMaker() {}

  static Made authority(List<String> names, Instant now) {
    try {
      var keys = keys();
      var id = HexFormat.of().formatHex(serial().toByteArray(), 0, 3);
      var subject = new X500Principal("CN=" + ISSUER + " " + id);
      var builder = builder(subject, now, now.plus(AUTHORITY_LIFE), subject, keys);
      var utilities = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          utilities.createSubjectKeyIdentifier(keys.getPublic()));
      builder.addExtension(Extension.nameConstraints, true, constraints(names));
      return sign(builder, keys.getPrivate(), keys.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("certificate: the JDK cannot make it", e);
    }
  }

  static Made leaf(Made authority, List<String> names, Instant now) {
    try {
      var keys = keys();
      var issuer = authority.certificate();
      var last = issuer.getNotAfter().toInstant();
      var end = now.minus(BEFORE).plus(LEAF_LIFE).minusSeconds(1);
      var subject = new X500Principal("O=Weft development certificate");
      var builder =
          builder(
              issuer.getSubjectX500Principal(), now, end.isAfter(last) ? last : end, subject, keys);
      var utilities = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.stream().map(CertificateMaker::name).toArray(GeneralName[]::new)));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          utilities.createSubjectKeyIdentifier(keys.getPublic()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          utilities.createAuthorityKeyIdentifier(issuer.getPublicKey()));
      return sign(builder, authority.key(), keys.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("certificate: the JDK cannot make it", e);
    }
  }

  /** Those of the names that the authority may not sign for. */
  static List<String> forbidden(X509Certificate authority, List<String> names)
      throws CredentialException {
    try {
      var extension =
          new JcaX509CertificateHolder(authority).getExtension(Extension.nameConstraints);
      if (extension == null) {
        return List.of();
      }
      var constraints = NameConstraints.getInstance(extension.getParsedValue());
      if (constraints.getPermittedSubtrees() == null) {
        return List.of();
      }
      var validator = new PKIXNameConstraintValidator();
      validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
      return names.stream().filter(name -> !permitted(validator, name)).toList();
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new CredentialException(
          DevelopmentAuthority.CERTIFICATE, "unreadable name constraints (expected: X.509)", e);
    }
  }

  private static boolean permitted(PKIXNameConstraintValidator validator, String name) {
    try {
      var bare = name.startsWith("*.") ? name.substring(2) : name;
      validator.checkPermitted(name(bare));
      return true;
    } catch (NameConstraintValidatorException e) {
      return false;
    }
  }

  private static NameConstraints constraints(List<String> names) {
    var hosts = names.stream().filter(name -> !DevelopmentNames.address(name));
    var addresses = names.stream().filter(DevelopmentNames::address);
    var permitted =
        Stream.of(
                DevelopmentNames.SUFFIXES.stream().map(CertificateMaker::name),
                hosts
                    .map(host -> host.startsWith("*.") ? host.substring(2) : host)
                    .map(CertificateMaker::name),
                DevelopmentNames.NETWORKS.stream()
                    .map(network -> new GeneralName(GeneralName.iPAddress, network)),
                addresses
                    .map(address -> address + (address.indexOf(':') >= 0 ? "/128" : "/32"))
                    .map(network -> new GeneralName(GeneralName.iPAddress, network)))
            .flatMap(each -> each)
            .distinct()
            .map(GeneralSubtree::new)
            .toArray(GeneralSubtree[]::new);
    return new NameConstraints(permitted, null);
  }

  private static GeneralName name(String canonical) {
    return new GeneralName(
        DevelopmentNames.address(canonical) ? GeneralName.iPAddress : GeneralName.dNSName,
        canonical);
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  /** Positive, 126 random bits, never with a leading zero. */
  private static BigInteger serial() {
    return new BigInteger(126, RANDOM).setBit(126);
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal issuer, Instant now, Instant end, X500Principal subject, KeyPair keys) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        serial(),
        Date.from(now.minus(BEFORE).truncatedTo(ChronoUnit.SECONDS)),
        Date.from(end.truncatedTo(ChronoUnit.SECONDS)),
        subject,
        keys.getPublic());
  }

  private static Made sign(JcaX509v3CertificateBuilder builder, PrivateKey signer, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    var holder = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer));
    return new Made(new JcaX509CertificateConverter().getCertificate(holder), key);
  }
}

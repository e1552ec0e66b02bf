package dev.weft.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds and reads the private key of a PEM file.
 *
 * <p>PKCS#8 is read by the JDK alone. {@link OlderKeys} is not even loaded for it: the other
 * library costs start-up time.
 */
final class PrivateKeys {
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

  private PrivateKeys() {}

  static PrivateKey find(String file, List<PemBlock> blocks, Optional<String> password)
      throws CredentialException {
    var block = blocks.stream().filter(PemBlock::privateKey).findFirst();
    if (block.isEmpty()) {
      throw new CredentialException(
          file + ":" + blocks.getFirst().line(),
          "BEGIN " + blocks.getFirst().label() + " (expected: BEGIN PRIVATE KEY)");
    }
    var found = block.get();
    var where = file + ":" + found.line();
    return switch (found.label()) {
      case "PRIVATE KEY" -> pkcs8(where, found.der());
      case "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
          pkcs8(where, OlderKeys.pkcs8(where, found, password));
      default ->
          throw new CredentialException(
              where, "BEGIN " + found.label() + " (expected: an RSA, EC or Ed25519 key in PKCS#8)");
    };
  }

  private static PrivateKey pkcs8(String where, byte[] der) throws CredentialException {
    for (var algorithm : ALGORITHMS) {
      var key = pkcs8As(algorithm, der);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new CredentialException(
        where, "unreadable key (expected: RSA, EC on P-256, P-384 or P-521, or Ed25519)");
  }

  /** Empty when it is of another algorithm, or broken. */
  private static Optional<PrivateKey> pkcs8As(String algorithm, byte[] der) {
    try {
      var spec = new PKCS8EncodedKeySpec(der);
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Whether the two are one pair. */
  static boolean match(PublicKey publicKey, PrivateKey privateKey) {
    if (publicKey instanceof RSAPublicKey open && privateKey instanceof RSAPrivateKey secret) {
      return open.getModulus().equals(secret.getModulus());
    }
    if (publicKey instanceof ECPublicKey open && holds(privateKey, point(open))) {
      return true;
    }
    return signsFor(publicKey, privateKey);
  }

  /**
   * Most EC keys carry their public point (RFC 5915, section 3). Signing with a cold JVM takes
   * longer than all the rest of the reading.
   */
  private static boolean holds(PrivateKey key, byte[] point) {
    var encoded = key.getEncoded();
    return encoded != null
        && encoded.length > point.length
        && Arrays.equals(
            encoded, encoded.length - point.length, encoded.length, point, 0, point.length);
  }

  /** The uncompressed point, which ends the key's SubjectPublicKeyInfo (RFC 5480, section 2). */
  private static byte[] point(ECPublicKey key) {
    var encoded = key.getEncoded();
    int length = 1 + 2 * ((key.getParams().getCurve().getField().getFieldSize() + 7) / 8);
    return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
  }

  private static boolean signsFor(PublicKey publicKey, PrivateKey privateKey) {
    var scheme =
        switch (privateKey.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "EdDSA" -> "EdDSA";
          default -> "";
        };
    if (scheme.isEmpty() || !publicKey.getAlgorithm().equals(privateKey.getAlgorithm())) {
      return false;
    }
    try {
      var challenge = new byte[32];
      new SecureRandom().nextBytes(challenge);
      var signer = Signature.getInstance(scheme);
      signer.initSign(privateKey);
      signer.update(challenge);
      var verifier = Signature.getInstance(scheme);
      verifier.initVerify(publicKey);
      verifier.update(challenge);
      return verifier.verify(signer.sign());
    } catch (GeneralSecurityException | RuntimeException e) { // another curve
      return false;
    }
  }
}

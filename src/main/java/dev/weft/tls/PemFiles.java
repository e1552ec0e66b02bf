package dev.weft.tls;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Reads certificate chains and keys from PEM files and checks that they can be served. */
public final class PemFiles {
  /** More is no certificate: the longest chains in use take some 20 KiB. */
  private static final int MOST_BYTES = 1 << 20;

  private PemFiles() {}

  /**
   * The credential in these files, which may be one file.
   *
   * <p>The chain may stand in any order. The key is PKCS#8, PKCS#1 or SEC1, encrypted or not.
   *
   * @throws CredentialException when a client would refuse it now: unreadable, mismatched, ended,
   *     not yet begun, weak, without names
   */
  public static Credential read(Path certificate, Path key, Optional<char[]> password)
      throws CredentialException {
    return read(new CertificateFilePair(certificate, key, password.map(String::new)));
  }

  /** The same, of a pair. */
  public static Credential read(CertificateFilePair pair) throws CredentialException {
    return parse(pair, content(pair.certificate()), content(pair.key()), Instant.now());
  }

  static Credential parse(CertificateFilePair pair, byte[] certificate, byte[] key, Instant now)
      throws CredentialException {
    var file = pair.certificate().toString();
    var keyFile = pair.key().toString();
    var certificates = Certificates.read(file, PemBlock.parse(file, certificate));
    var privateKey = PrivateKeys.find(keyFile, PemBlock.parse(keyFile, key), pair.password());
    var chain = Certificates.chain(file, certificates, keyFile, privateKey);
    Certificates.check(file, chain, now);
    return credential(file, chain, privateKey);
  }

  static Credential credential(String file, List<X509Certificate> chain, PrivateKey key)
      throws CredentialException {
    var begin = chain.stream().map(X509Certificate::getNotBefore).max(Date::compareTo);
    var end = chain.stream().map(X509Certificate::getNotAfter).min(Date::compareTo);
    return new Credential(
        String.valueOf(Path.of(file).getFileName()),
        chain,
        key,
        Certificates.cover(file, chain.getFirst()),
        begin.orElseThrow().toInstant(),
        end.orElseThrow().toInstant());
  }

  static byte[] content(Path file) throws CredentialException {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would wait for ever
        throw new CredentialException(file.toString(), "not a file (expected: a PEM file)");
      }
      try (var in = Files.newInputStream(file)) {
        var content = in.readNBytes(MOST_BYTES + 1);
        if (content.length > MOST_BYTES) {
          throw new CredentialException(
              file.toString(), "too long (expected: at most " + MOST_BYTES + " bytes of PEM)");
        }
        return content;
      }
    } catch (IOException e) {
      throw new CredentialException(file.toString(), reason(e), e);
    }
  }

  /** What a person calls it. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file (expected: a PEM file)";
      case AccessDeniedException _ -> "permission denied (expected: a file this user may read)";
      default -> String.valueOf(e.getMessage());
    };
  }
}

package dev.weft.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a certificate chain and its key are, as PEM. Both may be one file.
 *
 * @param password of an encrypted key; empty for none
 */
public record CertificateFilePair(Path certificate, Path key, Optional<String> password) {
  /** Files whose key is not encrypted. */
  public CertificateFilePair(Path certificate, Path key) {
    this(certificate, key, Optional.empty());
  }

  /** The paths alone: a password is for nobody's log. */
  @Override
  public String toString() {
    return certificate + " and " + key;
  }
}

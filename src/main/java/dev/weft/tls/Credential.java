package dev.weft.tls;

import dev.weft.origin.Cover;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A chain and its key, loaded and checked.
 *
 * @param name short, for messages: the certificate's file name
 * @param chain the leaf first, each signed by the next, without a self-signed root at the end
 * @param notBefore from when every certificate of the chain is valid
 * @param notAfter until when every certificate of the chain is valid
 */
public record Credential(
    String name,
    List<X509Certificate> chain,
    PrivateKey key,
    Cover cover,
    Instant notBefore,
    Instant notAfter) {

  /** How long before its end a certificate is worth a warning. */
  public static final Duration SOON = Duration.ofDays(30);

  public Credential {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException(name + ": no certificate (expected: at least one)");
    }
  }

  /** The certificate that speaks for the covered names. */
  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /** The covered names, sorted. */
  public List<String> names() {
    return cover.names().stream().sorted().toList();
  }

  /** The key's algorithm and size, such as {@code EC P-256} or {@code RSA 2048}. */
  public String kind() {
    return Certificates.kind(leaf().getPublicKey());
  }

  /** One line when the credential has ended or soon will, for a log. */
  public Optional<String> warning(Instant now) {
    if (now.isAfter(notAfter)) {
      return Optional.of(name + ": ended " + notAfter + " and is still served");
    }
    return now.plus(SOON).isAfter(notAfter)
        ? Optional.of(name + ": ends in " + Duration.between(now, notAfter).toDays() + " days")
        : Optional.empty();
  }

  /** The names alone: a key is for nobody's log. */
  @Override
  public String toString() {
    return name + " (" + cover + ")";
  }
}

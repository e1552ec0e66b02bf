package dev.weft.tls;

import dev.weft.origin.Authority;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of several certificates a connection shows. Its common name never counts, since no client
 * looks at it (RFC 9525, section 2).
 *
 * <ol>
 *   <li>One that has the name which the client asks for.
 *   <li>Otherwise, one with a wildcard that stands for it.
 *   <li>Of several, the first in the order of the configuration.
 *   <li>Where none covers the name, or the client names none, the first of all.
 * </ol>
 */
public final class CertificateChoice {
  private CertificateChoice() {}

  /** The certificate that a connection shows which a client opens for this host. */
  public static Credential shown(List<Credential> credentials, Authority opened) {
    return opened.literal() // RFC 6066, section 3: an address is no server name
        ? credentials.getFirst()
        : covering(credentials, opened).orElse(credentials.getFirst()); // 4
  }

  /** The one that speaks best for this name; empty where none covers it. */
  public static Optional<Credential> covering(List<Credential> credentials, Authority name) {
    return credentials.stream()
        .filter(credential -> credential.cover().covers(name))
        .min(
            Comparator.comparing( // the first of equals: 3
                credential -> !credential.cover().names().contains(name.host()))); // 1, 2
  }
}

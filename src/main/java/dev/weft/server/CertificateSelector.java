package dev.weft.server;

import dev.weft.origin.Authority;
import dev.weft.tls.CertificateChoice;
import dev.weft.tls.Credential;
import dev.weft.tls.KeyMaterial;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.util.ssl.SniX509ExtendedKeyManager.SniSelector;
import org.eclipse.jetty.util.ssl.X509;
import org.jspecify.annotations.Nullable;

/**
 * The {@link CertificateChoice} as Jetty asks for it: once for each kind of key that the client
 * takes, in its order, until one is chosen.
 */
record CertificateSelector(List<Credential> credentials) implements SniSelector {
  /** Null goes on to the next kind of key; {@code DELEGATE} stands for the first certificate. */
  @Override
  public @Nullable String sniSelect(
      String keyType,
      Principal @Nullable [] issuers,
      SSLSession session,
      @Nullable String host,
      Collection<X509> ofThisKind) {
    Optional<Authority> asked = Optional.ofNullable(host).flatMap(Handshakes::name);
    if (asked.isEmpty()
        || ofThisKind.isEmpty() // for a moment, while Jetty reloads
        || CertificateChoice.covering(credentials, asked.get()).isEmpty()) {
      return DELEGATE;
    }
    Set<String> aliases = ofThisKind.stream().map(X509::getAlias).collect(Collectors.toSet());
    List<Credential> candidates =
        IntStream.range(0, credentials.size())
            .filter(i -> aliases.contains(KeyMaterial.alias(i)))
            .mapToObj(credentials::get)
            .toList();
    return CertificateChoice.covering(candidates, asked.get())
        .map(chosen -> KeyMaterial.alias(credentials.indexOf(chosen)))
        .orElse(null);
  }
}

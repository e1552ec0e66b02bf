package dev.weft.tls;

import dev.weft.origin.Authority;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows each client the certificate of the {@link CertificateChoice}. JSSE asks for one of each
 * kind of key that the client takes, in the client's order, until there is one; {@link
 * TlsRules#apply} has to be among the rules of the connection.
 *
 * <p>It never changes: new certificates come with a new one, and a handshake that has begun ends
 * with what it began with. The alias of a credential is its place in the list.
 */
public final class CertificateKeys extends X509ExtendedKeyManager {
  private static final String KEPT = CertificateKeys.class.getName();

  private final List<Credential> credentials;

  private CertificateKeys(List<Credential> credentials) {
    this.credentials = List.copyOf(credentials);
  }

  /** TLS of a server that shows these, and asks for none. */
  public static SSLContext context(List<Credential> credentials) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys = {new CertificateKeys(credentials)};
      // Null would have the authorities of the JDK read, which nobody here asks.
      context.init(keys, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS: the JDK has none", e);
    }
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String kind, Principal @Nullable [] issuers, SSLEngine engine) {
    Optional<Authority> name = name(engine.getHandshakeSession());
    List<Credential> ofThisKind =
        credentials.stream().filter(each -> each.key().getAlgorithm().equals(kind)).toList();
    Optional<Credential> chosen =
        name.flatMap(asked -> CertificateChoice.covering(credentials, asked)).isPresent()
            ? name.flatMap(asked -> CertificateChoice.covering(ofThisKind, asked))
            : Optional.of(credentials.getFirst()).filter(ofThisKind::contains);
    return chosen.map(credentials::indexOf).map(String::valueOf).orElse(null);
  }

  /**
   * What the client asks for (RFC 6066, section 3); empty where that is nothing, or no host.
   *
   * <p>Its session is kept here and not in a ticket: JSSE restores that before it reads which name
   * is asked for, finds the first certificate, and begins anew for all others.
   */
  private static Optional<Authority> name(@Nullable SSLSession session) {
    if (session instanceof ExtendedSSLSession extended) {
      for (SNIServerName name : extended.getRequestedServerNames()) {
        if (name.getType() == StandardConstants.SNI_HOST_NAME) {
          session.putValue(KEPT, name); // with a value of its own it goes into no ticket
          return host(name);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Authority> host(SNIServerName name) {
    try {
      return Optional.of(Authority.parse(new String(name.getEncoded(), StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return credentials.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return credentials.get(Integer.parseInt(alias)).key();
  }

  @Override
  public String[] getServerAliases(String kind, Principal @Nullable [] issuers) {
    return IntStream.range(0, credentials.size())
        .filter(i -> credentials.get(i).key().getAlgorithm().equals(kind))
        .mapToObj(String::valueOf)
        .toArray(String[]::new);
  }

  // What follows is for clients, and for sockets that are no engine: Jetty has neither.

  @Override
  public @Nullable String chooseServerAlias(
      String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String kind, Principal @Nullable [] issuers) {
    return null;
  }
}

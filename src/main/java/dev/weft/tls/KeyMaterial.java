package dev.weft.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

/** The credentials in the one form that TLS takes: a key store in memory. */
public final class KeyMaterial {
  /** Opens the key store. No secret: the store never leaves the process. */
  public static final String PASSWORD = "weft";

  private KeyMaterial() {}

  /**
   * A new key store with all of them under {@link #alias}.
   *
   * <p>JKS, because PKCS12 runs thousands of rounds of key derivation for each key, in and out, to
   * guard memory against itself.
   */
  public static KeyStore keyStore(List<Credential> credentials) {
    try {
      var store = KeyStore.getInstance("JKS");
      store.load(null, null);
      for (int i = 0; i < credentials.size(); i++) {
        var credential = credentials.get(i);
        store.setKeyEntry(
            alias(i),
            credential.key(),
            PASSWORD.toCharArray(),
            credential.chain().toArray(X509Certificate[]::new));
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("key store: the JDK cannot hold the credentials", e);
    }
  }

  /** Of the credential at this place in the list; the first is for clients without SNI. */
  public static String alias(int index) {
    return "credential-" + index;
  }
}

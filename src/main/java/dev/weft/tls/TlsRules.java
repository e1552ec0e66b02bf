package dev.weft.tls;

import java.util.List;
import javax.net.ssl.SSLParameters;

/**
 * Mozilla's intermediate configuration, guidelines 6.0: every browser of the last ten years,
 * forward secrecy and authenticated encryption only.
 *
 * <p>The client's order of suites holds: all of them are good, and it knows whether it has AES in
 * hardware.
 */
public final class TlsRules {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** The JDK passes over the first until it has it (JDK 25 does not). */
  private static final List<String> GROUPS =
      List.of("X25519MLKEM768", "x25519", "secp256r1", "secp384r1");

  private TlsRules() {}

  /** Protocol versions by their JSSE names. */
  public static List<String> protocols() {
    return PROTOCOLS;
  }

  /** Suites of TLS 1.3 and 1.2 by their IANA names, the preferred first. */
  public static List<String> cipherSuites() {
    return CIPHER_SUITES;
  }

  /** Key exchange groups by their JSSE names, the preferred first. */
  public static List<String> groups() {
    return GROUPS;
  }

  /** Whether the server's order of suites overrides the client's. */
  public static boolean serverOrder() {
    return false;
  }

  /** Sets all of it, for one connection. */
  public static void apply(SSLParameters parameters) {
    parameters.setProtocols(PROTOCOLS.toArray(String[]::new));
    parameters.setCipherSuites(CIPHER_SUITES.toArray(String[]::new));
    parameters.setNamedGroups(GROUPS.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(serverOrder());
    parameters.setSNIMatchers(List.of(new AskedName()));
  }
}

package dev.weft.origin;

import java.util.Optional;

/**
 * What the two sides of a connection agreed on in TLS, and what stays with it.
 *
 * @param cover of the certificate that was shown
 * @param serverName the host that the client asked for (RFC 6066, section 3), canonical; empty when
 *     it named none
 */
public record Handshake(Cover cover, Optional<String> serverName) {
  /** Without TLS. */
  public static final Handshake NONE = new Handshake(Cover.NONE, Optional.empty());

  /**
   * Whether the connection was opened for the host of this authority and not for another's. A
   * client names no server that it knows by an address alone, so that a connection without a name
   * was opened for any address, and for no name.
   */
  public boolean openedFor(Authority authority) {
    return serverName.map(authority.host()::equals).orElse(authority.literal());
  }
}

package dev.weft.origin;

/**
 * What the two sides of a connection agreed on in TLS, and what stays with it.
 *
 * @param cover of the certificate that was shown
 * @param host that the connection was opened for, canonical: the one that the client asked for (RFC
 *     6066, section 3). A client names none that it knows by its address alone: then it is the
 *     address that it connected to
 */
public record Handshake(Cover cover, String host) {
  /** Whether the connection was opened for the host of this authority and not for another's. */
  public boolean openedFor(Authority authority) {
    return host.equals(authority.host());
  }
}

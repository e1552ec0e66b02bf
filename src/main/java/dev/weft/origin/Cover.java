package dev.weft.origin;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The names a certificate covers (RFC 9525, section 6.3): exact names and addresses, and wildcards
 * that stand for exactly one left-most label.
 */
public final class Cover {
  /** Covers nothing, as a connection without a certificate does. */
  public static final Cover NONE = new Cover(Set.of());

  private final Set<String> names;

  private Cover(Set<String> names) {
    this.names = names;
  }

  /**
   * The cover of these subject alternative names: DNS names as in the certificate, addresses as
   * text without brackets. Names that are no host are left out, since no request could ask for
   * them.
   */
  public static Cover of(Collection<String> names) {
    Set<String> canonical = new HashSet<>();
    for (String name : names) {
      try {
        if (name.startsWith("*.")) {
          canonical.add("*." + Authority.parse(name.substring(2)).host());
        } else {
          canonical.add(Authority.parse(name.indexOf(':') >= 0 ? "[" + name + "]" : name).host());
        }
      } catch (IllegalArgumentException _) {
        // Not a name a client can ask for, such as "*": it covers nothing.
      }
    }
    return new Cover(Set.copyOf(canonical));
  }

  /** Whether the certificate speaks for this authority's host, on whatever port. */
  public boolean covers(Authority authority) {
    String host = authority.host();
    if (names.contains(host)) {
      return true;
    }
    int dot = host.indexOf('.');
    return dot > 0 && !authority.literal() && names.contains("*" + host.substring(dot));
  }

  /** The names in canonical form. */
  public Set<String> names() {
    return names;
  }

  @Override
  public String toString() {
    return String.join(", ", names.stream().sorted().toList());
  }
}

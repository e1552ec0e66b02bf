package dev.weft.tls;

import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/** Distinguished names for people. */
final class DistinguishedNames {
  private DistinguishedNames() {}

  /** The common name, else the organisation, else all of it; without control characters. */
  static String shortest(X500Principal principal) {
    var full = principal.getName();
    try {
      var parts = new LdapName(full).getRdns();
      for (var type : List.of("CN", "O")) {
        for (var part : parts) {
          if (part.getType().equalsIgnoreCase(type)) {
            return printable(String.valueOf(part.getValue()));
          }
        }
      }
    } catch (InvalidNameException e) {
      return printable(full);
    }
    return printable(full);
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}

package dev.weft.tls;

import dev.weft.origin.Authority;
import dev.weft.origin.Cover;
import java.util.List;

/** The names that development certificates are made for, in canonical form. */
final class DevelopmentNames {
  /**
   * What every development authority may speak for: names that can never be a stranger's (RFC 2606,
   * 6761, 6762, 8375, and ICANN's {@code internal}).
   */
  static final List<String> SUFFIXES =
      List.of(
          "localhost",
          "test",
          "local",
          "internal",
          "home.arpa",
          "example",
          "example.com",
          "example.net",
          "example.org");

  /** And addresses of this machine and of private networks (RFC 1918, 3927, 4193, 4291). */
  static final List<String> NETWORKS =
      List.of(
          "127.0.0.0/8",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "::1/128",
          "fc00::/7",
          "fe80::/10");

  private DevelopmentNames() {}

  /**
   * Hosts, wildcards and addresses as they stand in a certificate.
   *
   * @throws IllegalArgumentException when one is none of these
   */
  static List<String> canonical(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("name: none (expected: at least one)");
    }
    return names.stream().map(DevelopmentNames::canonical).distinct().toList();
  }

  private static String canonical(String name) {
    var host = name.startsWith("*.") ? name.substring(2) : name;
    try {
      var bare = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
      var authority = Authority.parse(bare);
      var wildcard = !host.equals(name);
      if (authority.port() == Authority.NO_PORT
          && !bare.endsWith(":")
          && !(wildcard && authority.literal())
          && !lastLabelNumeric(authority)) {
        return wildcard ? "*." + authority.host() : authority.host();
      }
    } catch (IllegalArgumentException e) {
      throw malformed(name);
    }
    throw malformed(name);
  }

  /** 1.2.3.999 is no address, and browsers take it for no name. */
  private static boolean lastLabelNumeric(Authority authority) {
    var host = authority.host();
    return !authority.literal()
        && host.substring(host.lastIndexOf('.') + 1).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static IllegalArgumentException malformed(String name) {
    var shown = name.replaceAll("\\p{Cntrl}", "?");
    return new IllegalArgumentException(
        "name: " + shown + " (expected: a host such as app.test, *.app.test, or an address)");
  }

  static boolean address(String canonical) {
    return !canonical.startsWith("*.") && new Authority(canonical, Authority.NO_PORT).literal();
  }

  /** Whether a request for any of the names is one the certificate speaks for. */
  static boolean covered(List<String> canonical, Cover cover) {
    return canonical.stream()
        .allMatch(
            name ->
                cover.names().contains(name)
                    || (!name.startsWith("*.")
                        && cover.covers(new Authority(name, Authority.NO_PORT))));
  }

  /** A file name for the certificate of these names, without its extension. */
  static String fileName(String canonical) {
    var safe = canonical.replace("*", "_wildcard").replaceAll("[^a-z0-9._-]", "-");
    return safe.startsWith("-") || safe.equals(DevelopmentAuthority.NAME) ? "site-" + safe : safe;
  }
}

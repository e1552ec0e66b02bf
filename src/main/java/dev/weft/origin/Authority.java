package dev.weft.origin;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;

/**
 * A host and a port as in {@code :authority} (RFC 9110, section 4.2 and 7.2), in one canonical
 * form.
 *
 * <p>The host is lower case, an A-label, without a trailing dot; an IPv6 literal has no brackets.
 *
 * @param host a registered name, an IPv4 address or an IPv6 address
 * @param port 0..65535, or {@link #NO_PORT} where the text named none
 */
public record Authority(String host, int port) {
  /** The text named no port. */
  public static final int NO_PORT = -1;

  public Authority {
    if (host.isEmpty() || !host.equals(host.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("authority: " + host + " (expected: a lower-case host)");
    }
    if (port < NO_PORT || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
    }
  }

  /**
   * Reads {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port} in any case.
   *
   * @throws IllegalArgumentException when the text is anything else, such as one with user
   *     information
   */
  public static Authority parse(String text) {
    int portAt;
    String host;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0 || !isIpv6(text.substring(1, end))) {
        throw malformed(text);
      }
      host = canonicalIpv6(text.substring(1, end));
      portAt = end + 1;
    } else {
      int colon = text.indexOf(':');
      portAt = colon < 0 ? text.length() : colon;
      host = name(text, text.substring(0, portAt));
    }
    return new Authority(host, port(text, portAt));
  }

  /** An address on no port. */
  public static Authority of(InetAddress address) {
    return new Authority(
        address instanceof Inet6Address six ? compress(six.getAddress()) : address.getHostAddress(),
        NO_PORT);
  }

  /** Whether the host is an IP literal and not a name. */
  public boolean literal() {
    return host.indexOf(':') >= 0 || isIpv4(host);
  }

  /** As it stands in a URL. */
  @Override
  public String toString() {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == NO_PORT ? shown : shown + ":" + port;
  }

  private static int port(String text, int at) {
    if (at == text.length()) {
      return NO_PORT;
    }
    String digits = text.substring(at + 1);
    if (text.charAt(at) != ':'
        || digits.length() > 5
        || !digits.chars().allMatch(Authority::digit)) {
      throw malformed(text);
    }
    if (digits.isEmpty()) { // RFC 3986, section 3.2.3: an empty port is the default one
      return NO_PORT;
    }
    int port = Integer.parseInt(digits);
    if (port > 65535) {
      throw malformed(text);
    }
    return port;
  }

  private static String name(String text, String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (bare.isEmpty() || bare.length() > 253) {
      throw malformed(text);
    }
    String ascii = bare;
    if (!bare.chars().allMatch(c -> c < 0x80)) {
      try {
        ascii = IDN.toASCII(bare);
      } catch (IllegalArgumentException e) {
        throw malformed(text);
      }
    }
    for (String label : ascii.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > 63 || !label.chars().allMatch(Authority::inLabel)) {
        throw malformed(text);
      }
    }
    return ascii.toLowerCase(Locale.ROOT);
  }

  private static boolean inLabel(int c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isIpv4(String host) {
    String[] parts = host.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (part.isEmpty()
          || part.length() > 3
          || !part.chars().allMatch(Authority::digit)
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv6(String host) {
    return host.indexOf(':') >= 0
        && host.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
  }

  /** {@code 0:0:0:0:0:0:0:1} and {@code ::1} are one host. Literals never reach a resolver. */
  private static String canonicalIpv6(String host) {
    try {
      byte[] bytes = InetAddress.ofLiteral(host).getAddress();
      if (bytes.length != 16) { // an IPv4-mapped address is that IPv4 address
        return InetAddress.getByAddress(bytes).getHostAddress();
      }
      return compress(bytes);
    } catch (IllegalArgumentException | java.net.UnknownHostException e) {
      throw malformed("[" + host + "]");
    }
  }

  /** RFC 5952: the longest run of zero groups becomes "::". */
  private static String compress(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        best = i;
        bestLength = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == best) {
        text.append("::");
        i += bestLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException("authority: " + text + " (expected: host or host:port)");
  }
}

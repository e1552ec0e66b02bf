package dev.weft.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A URL as browsers read it (URL Standard), as far as references in a site need it: host names are
 * taken as they are, in lower case.
 *
 * @param scheme in lower case
 * @param authority user, host and port, without the port that the scheme has anyway; null for one
 *     whose path is opaque, such as {@code data:}
 * @param path percent-encoded, beginning with a slash unless opaque
 * @param query with its question mark; empty without one
 * @param fragment with its number sign; empty without one
 */
record Url(String scheme, @Nullable String authority, String path, String query, String fragment) {
  /** Schemes that browsers read alike, with their ports. */
  private static final Map<String, String> SPECIAL =
      Map.of("http", "80", "https", "443", "ws", "80", "wss", "443", "ftp", "21", "file", "");

  private static final String IN_PATH = "\"#<>?^`{}";
  private static final String IN_QUERY = "\"#<>'";
  private static final String IN_FRAGMENT = "\"<>`";
  private static final String NOT_IN_HOST = " #%/:<>?@[\\]^|\"";

  /** The URL of something of a site, by its canonical path such as {@code /js/app.js}. */
  static Url of(String origin, String path) {
    Url site = parse(origin, null);
    if (site == null || site.authority == null) {
      throw new IllegalArgumentException("origin: " + origin + " (expected: https://host)");
    }
    String encoded = encode(path.replace("%", "%25").replace("\\", "%5C"), IN_PATH);
    return new Url(site.scheme, site.authority, encoded, "", "");
  }

  /** Reads a reference; null when it cannot be one, or is relative and there is no base. */
  static @Nullable Url parse(String written, @Nullable Url base) {
    String text = stripped(written);
    String scheme = scheme(text);
    int hash = text.indexOf('#');
    String fragment = hash < 0 ? "" : encode(text.substring(hash), IN_FRAGMENT);
    String rest = hash < 0 ? text : text.substring(0, hash);
    if (scheme == null) {
      return base == null ? null : base.relative(rest, fragment);
    }
    rest = rest.substring(scheme.length() + 1);
    scheme = scheme.toLowerCase(Locale.ROOT);
    if (!SPECIAL.containsKey(scheme)) {
      return new Url(scheme, null, encode(rest, ""), "", fragment);
    }
    boolean slash = !rest.isEmpty() && slash(rest.charAt(0));
    if (base != null && base.scheme.equals(scheme) && !slash) {
      return base.relative(rest, fragment);
    }
    int start = 0;
    while (start < rest.length() && slash(rest.charAt(start))) {
      start++;
    }
    if (scheme.equals("file")) { // which has no host here
      return absolute(scheme, "", "/" + rest.substring(start), fragment);
    }
    return withAuthority(scheme, rest.substring(start), fragment);
  }

  private static @Nullable Url withAuthority(String scheme, String rest, String fragment) {
    int end = 0;
    while (end < rest.length() && !slash(rest.charAt(end)) && rest.charAt(end) != '?') {
      end++;
    }
    String authority = authority(scheme, rest.substring(0, end));
    return authority == null ? null : absolute(scheme, authority, rest.substring(end), fragment);
  }

  private @Nullable Url relative(String rest, String fragment) {
    if (authority == null) {
      return rest.isEmpty() && !fragment.isEmpty()
          ? new Url(scheme, null, path, query, fragment)
          : null;
    }
    if (rest.isEmpty()) {
      return new Url(scheme, authority, path, query, fragment);
    }
    if (rest.charAt(0) == '?') {
      return new Url(scheme, authority, path, encode(rest, IN_QUERY), fragment);
    }
    if (rest.length() > 1 && slash(rest.charAt(0)) && slash(rest.charAt(1))) {
      return withAuthority(scheme, rest.substring(2), fragment);
    }
    boolean root = slash(rest.charAt(0));
    return absolute(
        scheme,
        authority,
        root ? rest : path.substring(0, path.lastIndexOf('/') + 1) + rest,
        fragment);
  }

  private static Url absolute(String scheme, String authority, String rest, String fragment) {
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    String query = question < 0 ? "" : encode(rest.substring(question), IN_QUERY);
    return new Url(scheme, authority, normal(encode(path, IN_PATH)), query, fragment);
  }

  /** Resolves the segments that are dots. */
  private static String normal(String path) {
    if (path.startsWith("/")
        && path.indexOf('\\') < 0
        && !path.contains("/.")
        && !path.contains("/%2")) {
      return path;
    }
    Deque<String> segments = new ArrayDeque<>();
    String[] all = path.replace('\\', '/').split("/", -1);
    for (int i = path.startsWith("/") || path.startsWith("\\") ? 1 : 0; i < all.length; i++) {
      boolean last = i == all.length - 1;
      switch (all[i].toLowerCase(Locale.ROOT).replace("%2e", ".")) {
        case "." -> {
          if (last) {
            segments.addLast("");
          }
        }
        case ".." -> {
          segments.pollLast();
          if (last) {
            segments.addLast("");
          }
        }
        default -> segments.addLast(all[i]);
      }
    }
    return "/" + String.join("/", segments);
  }

  private static @Nullable String authority(String scheme, String text) {
    int at = text.lastIndexOf('@');
    String user = at < 0 ? "" : text.substring(0, at + 1);
    String host = text.substring(at + 1);
    String port = "";
    int colon = host.lastIndexOf(':');
    if (colon >= 0 && host.indexOf(']', colon) < 0) {
      port = host.substring(colon + 1);
      host = host.substring(0, colon);
    }
    boolean literal = host.matches("\\[[0-9A-Fa-f:.]+\\]");
    boolean wrong =
        host.isEmpty()
            || !port.chars().allMatch(c -> c >= '0' && c <= '9')
            || port.length() > 5
            || (!port.isEmpty() && Integer.parseInt(port) > 65535)
            || (!literal && host.chars().anyMatch(c -> c <= ' ' || NOT_IN_HOST.indexOf(c) >= 0));
    if (wrong) {
      return null;
    }
    String number = port.isEmpty() ? "" : String.valueOf(Integer.parseInt(port));
    boolean usual = number.isEmpty() || number.equals(SPECIAL.get(scheme));
    return user + host.toLowerCase(Locale.ROOT) + (usual ? "" : ":" + number);
  }

  /** Without control characters and spaces around it, and without tabs and line breaks in it. */
  private static String stripped(String written) {
    int start = 0;
    int end = written.length();
    while (start < end && written.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && written.charAt(end - 1) <= ' ') {
      end--;
    }
    String text = written.substring(start, end);
    return text.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')
        ? text.replaceAll("[\t\n\r]", "")
        : text;
  }

  private static @Nullable String scheme(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      boolean more = i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.');
      if (c == ':' && i > 0) {
        return text.substring(0, i);
      } else if (!letter && !more) {
        return null;
      }
    }
    return null;
  }

  private static boolean slash(char c) {
    return c == '/' || c == '\\';
  }

  private static String encode(String text, String more) {
    boolean clean = text.chars().allMatch(c -> c > ' ' && c < 0x7f && more.indexOf(c) < 0);
    if (clean) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(UTF_8)) {
      int c = b & 0xff;
      if ((c > ' ' && c < 0x7f && more.indexOf(c) < 0) || (c == ' ' && more.isEmpty())) {
        encoded.append((char) c);
      } else {
        encoded.append(String.format("%%%02X", c));
      }
    }
    return encoded.toString();
  }

  boolean special() {
    return SPECIAL.containsKey(scheme);
  }

  /** Whether it is asked for by HTTP. */
  boolean http() {
    return scheme.equals("https") || scheme.equals("http");
  }

  /** Scheme and authority. */
  String origin() {
    return scheme + "://" + authority;
  }

  /** What a request for it would name: path and query. */
  String target() {
    return path + query;
  }

  /** The path decoded, as a catalogue has it; null when no file can have it. */
  @Nullable String file() {
    if (path.indexOf('%') < 0) {
      return path;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
      int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
      int decoded = high << 4 | low;
      if (high < 0 || low < 0 || decoded == '/' || decoded == 0) {
        return null;
      }
      bytes.write(decoded);
      i += 2;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    String start = authority == null ? scheme + ":" : scheme + "://" + authority;
    return start + path + query + fragment;
  }
}

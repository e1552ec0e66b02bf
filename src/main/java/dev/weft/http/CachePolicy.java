package dev.weft.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long a response may be reused when the site has no rule for it: asked about every time, but
 * for a year where the file's name carries a hash of its content, so that other content has another
 * name.
 */
final class CachePolicy {
  static final String REVALIDATE = "no-cache";
  static final String FOREVER = "public, max-age=31536000, immutable";

  private static final int SHORTEST_HASH = 8;

  private CachePolicy() {}

  static String of(String path) {
    return carriesHash(path.substring(path.lastIndexOf('/') + 1)) ? FOREVER : REVALIDATE;
  }

  static boolean carriesHash(String name) {
    return hash(name) != null;
  }

  /**
   * The last part of the name before its extension, if that looks like a hash. A wrong yes would
   * pin an old file in every browser for a year and a wrong no costs a 304, so a word, a date and a
   * version are no hash.
   */
  static @Nullable String hash(String name) {
    String stem = name.endsWith(".map") ? name.substring(0, name.length() - 4) : name;
    int dot = stem.lastIndexOf('.');
    if (dot <= 0) {
      return null;
    }
    stem = stem.substring(0, dot);
    // Where the hash is written in base64url its own "-" and "_" are indistinguishable from
    // separators.
    int start =
        Math.max(Math.max(stem.lastIndexOf('.'), stem.lastIndexOf('-')), stem.lastIndexOf('_'));
    String last = stem.substring(start + 1);
    boolean hash =
        start > 0 && last.length() >= SHORTEST_HASH && (hexadecimal(last) || mixed(last));
    return hash ? last : null;
  }

  /** Hexadecimal of one case, digits and letters well mixed: not "20261123", not "decade80". */
  private static boolean hexadecimal(String text) {
    boolean oneCase =
        text.equals(text.toLowerCase(Locale.ROOT)) || text.equals(text.toUpperCase(Locale.ROOT));
    return oneCase && text.chars().allMatch(c -> Character.digit(c, 16) >= 0) && changes(text) >= 2;
  }

  /**
   * Letters of both cases and digits that change more often than in any word: not "iPhone14Pro".
   */
  private static boolean mixed(String text) {
    return text.chars().allMatch(c -> kind(c) != 0)
        && text.chars().map(CachePolicy::kind).distinct().count() == 3
        && changes(text) * 10 >= (text.length() - 1) * 6;
  }

  private static int changes(String text) {
    int changes = 0;
    for (int i = 1; i < text.length(); i++) {
      if (kind(text.charAt(i)) != kind(text.charAt(i - 1))) {
        changes++;
      }
    }
    return changes;
  }

  private static int kind(int c) {
    if (c >= '0' && c <= '9') {
      return 1;
    }
    if (c >= 'a' && c <= 'z') {
      return 2;
    }
    return c >= 'A' && c <= 'Z' ? 3 : 0;
  }
}

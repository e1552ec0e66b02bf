package dev.weft.http;

import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client says it has, of which it does not say what it is (RFC 9842, section 2.2), and from
 * where it asks.
 *
 * @param hash SHA-256 in base64
 * @param site {@code Sec-Fetch-Site}
 * @param origin {@code Origin}
 */
public record AvailableDictionary(String hash, @Nullable String site, @Nullable String origin) {
  /** The field of a request. */
  public static final String FIELD = "Available-Dictionary";

  private static final int HASH = 32;
  private static final int ENCODED = 44;

  /**
   * Reads the field: a byte sequence (RFC 9651, section 3.3.5) of 32 bytes, and parameters, which
   * nobody has given a meaning. Null for anything else, which is as if the client had none.
   */
  public static @Nullable AvailableDictionary parse(
      String field, @Nullable String site, @Nullable String origin) {
    String text = field.strip();
    int end = ENCODED + 1;
    if (text.length() <= end
        || text.charAt(0) != ':'
        || text.charAt(end) != ':'
        || (text.length() > end + 1 && text.charAt(end + 1) != ';')) {
      return null;
    }
    try {
      byte[] hash = Base64.getDecoder().decode(text.substring(1, end));
      return hash.length == HASH
          ? new AvailableDictionary(Base64.getEncoder().encodeToString(hash), site, origin)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * Whether the one who asks may read the response: otherwise its length must not tell of what it
   * says (RFC 9842, section 9.3.2). Clients look at the same.
   *
   * @param mode {@code Sec-Fetch-Mode}
   * @param allowed {@code Access-Control-Allow-Origin} of the response, null if it has none
   */
  boolean readable(@Nullable String mode, Supplier<@Nullable String> allowed) {
    if (mode == null || "same-origin".equals(site)) {
      return true;
    }
    return switch (mode) {
      case "navigate", "same-origin" -> true;
      case "cors" -> {
        String origins = allowed.get();
        yield origin != null && origins != null && (origins.equals("*") || origins.equals(origin));
      }
      default -> false;
    };
  }
}

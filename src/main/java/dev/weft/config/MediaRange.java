package dev.weft.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A media type, or all subtypes of one: {@code text/css}, {@code image/*}.
 *
 * @param value in lower case, without parameters
 */
public record MediaRange(String value) {
  /** RFC 6838, section 4.2; "*" for every subtype. */
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/(\\*|[a-z0-9][a-z0-9!#$&^_.+-]{0,126})");

  public MediaRange {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "type: " + Value.printable(value) + " (expected: a media type such as image/*)");
    }
  }

  /** Reads one in any case. */
  static MediaRange parse(String text) {
    return new MediaRange(text.toLowerCase(Locale.ROOT));
  }

  /** Whether this type, as in {@code Content-Type}, is meant. */
  public boolean contains(String mediaType) {
    int parameters = mediaType.indexOf(';');
    String bare = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
    return value.endsWith("/*")
        ? bare.startsWith(value.substring(0, value.length() - 1))
        : bare.equals(value);
  }

  @Override
  public String toString() {
    return value;
  }
}

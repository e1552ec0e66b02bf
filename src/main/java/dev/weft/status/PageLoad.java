package dev.weft.status;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a page loaded, as a visitor's browser tells it.
 *
 * @param path of the page, as in a URL
 * @param millis from the beginning of the navigation
 */
public record PageLoad(String path, Map<Milestone, Integer> millis) {
  /** The longest report; a path may have 4,096 characters. */
  public static final int MOST_BYTES = 8192;

  private static final int LONGEST_PATH = 4096;

  /** What a load comes to, by the names that browsers have for it. */
  public enum Milestone {
    FIRST_BYTE,
    FIRST_CONTENTFUL_PAINT,
    LARGEST_CONTENTFUL_PAINT,
    LOAD;

    /** As it stands in a report and in a metric. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public PageLoad {
    millis = Map.copyOf(millis);
  }

  /**
   * Reads a report, {@code page=%2F&first-byte=12&load=345}; null where it is anything else,
   * however slightly: our script is all that writes one.
   */
  public static @Nullable PageLoad parse(byte[] body) {
    String path = null;
    Map<Milestone, Integer> millis = new EnumMap<>(Milestone.class);
    for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? "" : pair.substring(0, equals);
      String value = pair.substring(equals + 1);
      if (key.equals("page") && path == null) {
        path = path(value);
        if (path == null) {
          return null;
        }
        continue;
      }
      Milestone milestone =
          Arrays.stream(Milestone.values())
              .filter(m -> m.text().equals(key))
              .findFirst()
              .orElse(null);
      if (milestone == null
          || !value.matches("[0-9]{1,6}")
          || millis.put(milestone, Integer.parseInt(value)) != null) {
        return null;
      }
    }
    return path == null || millis.isEmpty() ? null : new PageLoad(path, millis);
  }

  private static @Nullable String path(String encoded) {
    try {
      String path = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      return path.startsWith("/") && path.length() <= LONGEST_PATH ? path : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

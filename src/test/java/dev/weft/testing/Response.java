package dev.weft.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole response, of either version of HTTP.
 *
 * @param fields by name in lower case, values of one name joined by commas
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, never as a record.
public record Response(int status, Map<String, String> fields, byte[] body) {
  /** Null where there is no such field. */
  public @Nullable String value(String name) {
    return fields.get(name);
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return status + " " + fields + " and " + body.length + " bytes";
  }
}

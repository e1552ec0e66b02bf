package dev.weft.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.util.ajax.JSON;
import org.jspecify.annotations.Nullable;

/** A JSON value (RFC 8259) read by path; what is not there is null, like JSON's own null. */
record Json(@Nullable Object value) {
  static final Json NULL = new Json(null);

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException when it is no JSON
   */
  static Json parse(String text) {
    try {
      return new Json(new JSON().fromJSON(text));
    } catch (IllegalStateException | NumberFormatException e) {
      throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
    }
  }

  /** Maps, collections, arrays, strings, numbers, booleans and null as a text. */
  static String write(@Nullable Object value) {
    return new JSON().toJSON(value);
  }

  /** The member under these names, one inside the other. */
  Json at(String... names) {
    Object found = value;
    for (String name : names) {
      found = found instanceof Map<?, ?> members ? members.get(name) : null;
    }
    return new Json(found);
  }

  boolean isNull() {
    return value == null;
  }

  /** The elements of an array; none of anything else. */
  List<Json> elements() {
    return value instanceof Object[] array
        ? Arrays.stream(array).map(Json::new).toList()
        : List.of();
  }

  /** The names of the members of an object; none of anything else. */
  List<String> names() {
    return value instanceof Map<?, ?> members
        ? members.keySet().stream().map(Objects::toString).toList()
        : List.of();
  }

  /** A string, or anything else as it is written; empty for null. */
  String text() {
    return value == null ? "" : value.toString();
  }

  /** A number; NaN for anything else. */
  double number() {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}

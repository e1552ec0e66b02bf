package dev.weft.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A form that the values of a key have.
 *
 * @param expected the form, for messages
 * @param reading empty for a value that has not this form; one that has it and is wrong all the
 *     same it rejects with an {@link IllegalArgumentException}, whose message then stands for
 *     itself
 */
record Kind<T>(String expected, Reading<T> reading) {
  /** Turns a value as TOML has it into what is meant. */
  interface Reading<T> {
    Optional<T> read(String key, Object value);
  }

  static final Kind<Boolean> FLAG =
      new Kind<>(
          "true or false",
          (key, value) -> value instanceof Boolean flag ? Optional.of(flag) : Optional.empty());

  static Kind<Integer> integer(Range range) {
    return new Kind<>(
        "an integer " + range,
        (key, value) -> {
          if (value instanceof Long number) {
            range.check(key, number);
            return Optional.of(Math.toIntExact(number));
          }
          return Optional.empty();
        });
  }

  /** Bytes, as an integer or with a unit. */
  static Kind<Long> size(Range range) {
    return quantity("bytes or a string such as \"64 KiB\"", Quantity.BYTES, range);
  }

  /** Seconds, as an integer or with a unit. */
  static Kind<Long> duration(Range range) {
    return quantity("seconds or a string such as \"5 min\"", Quantity.SECONDS, range);
  }

  private static Kind<Long> quantity(String expected, Quantity quantity, Range range) {
    return new Kind<>(
        range.equals(Range.NATURAL) ? expected : expected + ", " + quantity.format(range),
        (key, value) -> {
          OptionalLong amount =
              switch (value) {
                case Long number -> OptionalLong.of(number);
                case String text -> quantity.parse(text);
                default -> OptionalLong.empty();
              };
          return amount.isPresent() && range.contains(amount.getAsLong())
              ? Optional.of(amount.getAsLong())
              : Optional.empty();
        });
  }

  /** A string that says nothing unexpected; the function throws for one that does. */
  static <T> Kind<T> text(String expected, Function<String, T> parse) {
    return new Kind<>(
        expected,
        (key, value) -> {
          try {
            return value instanceof String text ? Optional.of(parse.apply(text)) : Optional.empty();
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        });
  }

  /** A string; for one that is wrong the function throws what then is the message. */
  static <T> Kind<T> checked(String expected, Function<String, T> parse) {
    return new Kind<>(
        expected,
        (key, value) ->
            value instanceof String text ? Optional.of(parse.apply(text)) : Optional.empty());
  }

  /** One of these names, which the file has in lower case and with dashes. */
  static <E extends Enum<E>> Kind<E> oneOf(List<E> constants) {
    return new Kind<>(
        constants.stream().map(c -> '"' + name(c) + '"').collect(Collectors.joining(" or ")),
        (key, value) -> constants.stream().filter(c -> name(c).equals(value)).findFirst());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A path, absolute or relative to the base. */
  static Kind<Path> path(Path base) {
    return text(
        "a path",
        text -> {
          if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidPathException(text, "no path");
          }
          return base.resolve(text).normalize();
        });
  }

  /** The same, and what is there is for the function to accept. */
  <U> Kind<U> then(Function<T, U> accept) {
    return new Kind<>(expected, (key, value) -> reading.read(key, value).map(accept));
  }
}

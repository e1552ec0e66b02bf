package dev.weft.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole number with a unit, as people write it: {@code 256 MiB}, {@code 30 s}. */
final class Quantity {
  static final Quantity BYTES =
      new Quantity("B", 1).and("KiB", 1L << 10).and("MiB", 1L << 20).and("GiB", 1L << 30);
  static final Quantity SECONDS =
      new Quantity("s", 1).and("min", 60).and("h", 60 * 60).and("d", 24 * 60 * 60);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) *([A-Za-z]+)");

  /** From the smallest to the largest, which all smaller ones divide. */
  private final Map<String, Long> units = new LinkedHashMap<>();

  private Quantity(String unit, long factor) {
    units.put(unit, factor);
  }

  private Quantity and(String unit, long factor) {
    units.put(unit, factor);
    return this;
  }

  /**
   * In the smallest unit; empty for another unit, no unit, a fraction, or more than a long holds.
   */
  OptionalLong parse(String text) {
    Matcher matcher = FORM.matcher(text);
    Long factor = matcher.matches() ? units.get(matcher.group(2)) : null;
    if (factor == null) {
      return OptionalLong.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    return count > Long.MAX_VALUE / factor ? OptionalLong.empty() : OptionalLong.of(count * factor);
  }

  /** In the largest unit that leaves no fraction. */
  String format(long amount) {
    String text = "";
    for (var unit : units.entrySet()) {
      if (amount % unit.getValue() == 0 && (text.isEmpty() || amount >= unit.getValue())) {
        text = amount / unit.getValue() + " " + unit.getKey();
      }
    }
    return text;
  }

  String format(Range range) {
    return format(range.least()) + ".." + format(range.most());
  }
}

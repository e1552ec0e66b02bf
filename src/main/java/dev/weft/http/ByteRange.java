package dev.weft.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A range of bytes of a representation (RFC 9110, section 14).
 *
 * @param first the offset of its first byte
 * @param length at least 1
 */
public record ByteRange(long first, long length) {
  /** More ranges than this are ignored and the whole is sent: nobody needs them but an attacker. */
  static final int MOST = 16;

  public ByteRange {
    if (first < 0 || length < 1) {
      throw new IllegalArgumentException(
          "range: " + first + "+" + length + " (expected: not empty)");
    }
  }

  /** As in {@code Content-Range}, for a representation of {@code complete} bytes. */
  String contentRange(long complete) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + complete;
  }

  /**
   * The satisfiable ranges of a {@code Range} header in the order asked for. Empty when none can be
   * satisfied (416); null when the header is to be ignored: another unit, broken syntax, too many
   * ranges, or ranges that together are longer than the whole (section 14.2).
   */
  static @Nullable List<ByteRange> parse(String header, long complete) {
    int equals = header.indexOf('=');
    if (equals < 0
        || !header.substring(0, equals).strip().toLowerCase(Locale.ROOT).equals("bytes")) {
      return null;
    }
    List<ByteRange> ranges = new ArrayList<>();
    int asked = 0;
    long total = 0;
    for (String spec : header.substring(equals + 1).split(",", -1)) {
      String text = spec.strip();
      if (text.isEmpty()) { // RFC 9110, section 5.6.1: empty list members are ignored
        continue;
      }
      if (++asked > MOST) {
        return null;
      }
      int dash = text.indexOf('-');
      long first = dash < 0 ? MALFORMED : number(text.substring(0, dash));
      long last = dash < 0 ? MALFORMED : number(text.substring(dash + 1));
      if (first == MALFORMED || last == MALFORMED || (first == ABSENT && last == ABSENT)) {
        return null;
      }
      if (first != ABSENT && last != ABSENT && last < first) {
        return null;
      }
      ByteRange range = satisfy(first, last, complete);
      if (range != null) {
        ranges.add(range);
        total += range.length();
      }
    }
    if (asked == 0 || (ranges.size() > 1 && total > complete)) {
      return null;
    }
    return ranges;
  }

  private static final long ABSENT = -1;
  private static final long MALFORMED = -2;

  private static @Nullable ByteRange satisfy(long first, long last, long complete) {
    if (first == ABSENT) { // the last so many bytes
      long length = Math.min(last, complete);
      return length == 0 ? null : new ByteRange(complete - length, length);
    }
    if (first >= complete) {
      return null;
    }
    long end = last == ABSENT ? complete - 1 : Math.min(last, complete - 1);
    return new ByteRange(first, end - first + 1);
  }

  /** Digits only; more than a long can hold is as good as the end of the file. */
  private static long number(String digits) {
    if (digits.isEmpty()) {
      return ABSENT;
    }
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return MALFORMED;
    }
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
  }
}

package dev.weft.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP dates (RFC 9110, section 5.6.7): written in one form, read in all three. */
final class HttpDate {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private HttpDate() {}

  static String format(Instant instant) {
    return IMF_FIXDATE.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** Null when the text is no HTTP date, or its weekday is not that day's. */
  static @Nullable Instant parse(String text) {
    String date = text.strip();
    try {
      return LocalDateTime.parse(date, IMF_FIXDATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Obsolete.parse(date);
    }
  }

  /** The two forms that nobody writes any more and everybody must read; made when first met. */
  private static final class Obsolete {
    private static final List<DateTimeFormatter> FORMS =
        List.of(
            new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, 1970) // 70..99 and 00..69
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT),
            new DateTimeFormatterBuilder()
                .appendPattern("EEE MMM ")
                .padNext(2)
                .appendValue(ChronoField.DAY_OF_MONTH)
                .appendPattern(" HH:mm:ss uuuu")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT));

    private static @Nullable Instant parse(String date) {
      for (DateTimeFormatter form : FORMS) {
        try {
          return LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
          // perhaps the next form
        }
      }
      return null;
    }
  }
}

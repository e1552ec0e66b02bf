package dev.weft.priority;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The vectors of the HTTP working group that apply to dictionaries, from
 * https://github.com/httpwg/structured-field-tests: those of dictionaries as they are, those of
 * items as the value of a member {@code x}. Where a vector has several lines, they are joined.
 *
 * <p>RFC 9218, section 4, is lenient with a parameter that is unknown, out of range or of another
 * type, and says nothing of a field that is no dictionary. That one is ignored as a whole (RFC
 * 8941, section 4.2), also the members before the mistake.
 *
 * <p>Not here: spaces around an item, which a member may not have; display strings, which came
 * after RFC 8941 and are refused; and what is longer than {@link Priority#MAX_LENGTH}.
 */
final class StructuredFieldsTest {
  private static final Priority SAID = new Priority(6, true);

  /** Whether a field is a dictionary. */
  record Vector(String field, boolean dictionary) {
    @Override
    public String toString() {
      return "[" + field.replace("\t", "\\t").replace("\n", "\\n") + "] " + dictionary;
    }
  }

  static final List<Vector> VECTORS =
      Stream.of(
              // dictionary.json
              read(
                  "en=\"Applepie\", da=:w4ZibGV0w6ZydGUK:",
                  "",
                  "a=1",
                  "a=(1 2)",
                  "a=(1)",
                  "a=()",
                  "a=1,b=2",
                  "a=1 ,  b=2",
                  "a=1\t,\tb=2",
                  "     a=1 ,  b=2",
                  "a=1, b=2",
                  "a=1, b, c=3",
                  "a, b, c",
                  "a, b=2",
                  "a=1, b",
                  "a=1, b;foo=9, c=3",
                  "a=1, b=?1;foo=9, c=3",
                  "a=1,b=2,a=3",
                  "m, z, t"),
              refused(
                  "a =1, b=2",
                  "a=1, b= 2",
                  "a=1, b=2,",
                  "a=1,,b=2,",
                  "a=1,1b=2,a=1",
                  "a=1,B=2,a=1",
                  "a=1,b!=2,a=1"),
              // param-dict.json
              read(
                  "abc=123;a=1;b=2, def=456, ghi=789;q=9;r=\"+w\"",
                  "a=b; q=1.0",
                  "a=(1 2); q=1.0",
                  "a=3;c;d=5",
                  "a=3;c=5;d",
                  "a=b;c=1,d=e;f=2",
                  "a=b; q=0.5",
                  "a=b;  c=1  ,  d=e; f=2; g=3",
                  "a=b;c=1, d=e;f=2"),
              refused("a=b;q =0.5", "a=b;q= 0.5", "a=b ;q=0.5", "a=b; q=1.0,", "a=b; q=1.0,,c=d"),
              // examples.json
              read(
                  "en=\"Applepie\", da=:w4ZibGV0w6ZydGU=:",
                  "a=?0, b, c; foo=bar",
                  "rating=1.5, feelings=(joy sadness)",
                  "a=(1 2), b=3, c=4;aa=bb, d=(5 6);valid",
                  "foo=1, bar=2",
                  "foo=1, bar=2"),
              // boolean.json
              read("x=?1", "x=?0"),
              refused(
                  "x=?Q",
                  "x=? 1",
                  "x=?-0",
                  "x=?T",
                  "x=?F",
                  "x=?t",
                  "x=?f",
                  "x=?True",
                  "x=?False",
                  "x=?"),
              // number.json
              read(
                  "x=42",
                  "x=0",
                  "x=-0",
                  "x=-42",
                  "x=042",
                  "x=-042",
                  "x=00",
                  "x=123456789012345",
                  "x=-123456789012345",
                  "x=1.23",
                  "x=-1.23",
                  "x=123456789012.1",
                  "x=1.123",
                  "x=-1.123",
                  "x=1.20",
                  "x=1.200",
                  "x=1.230"),
              refused(
                  "x=--0",
                  "x=-a23",
                  "x=4-2",
                  "x=- 42",
                  "x=1234567890123456",
                  "x=-1234567890123456",
                  "x=1. 23",
                  "x=1 .23",
                  "x=- 1.23",
                  "x=1.5.4",
                  "x=1..4",
                  "x=1.",
                  "x=1.1234",
                  "x=-1.1234",
                  "x=1234567890123.0",
                  "x=-1234567890123.0"),
              // string.json
              read(
                  "x=\"foo bar\"",
                  "x=\"\"",
                  "x=\"   \"",
                  "x=\"foo \\\"bar\\\" \\\\ baz\"",
                  "x=\"foo, bar\""),
              refused(
                  "x=\"f\u00fc\u00fc\"",
                  "x=\"\t\"",
                  "x=\" \n \"",
                  "x='foo'",
                  "x=\"foo",
                  "x=\"foo \\,\"",
                  "x=\"foo \\\"",
                  "x=\"foo \\"),
              // token.json
              read("x=a_b-c.d3:f%00/*", "x=fooBar", "x=FooBar"),
              // binary.json
              read("x=:aGVsbG8=:", "x=::", "x=:aGVsbG8:", "x=:iZ==:", "x=:/+Ah:"),
              refused(
                  "x=:=aGVsbG8=:",
                  "x=:a=GVsbG8=:",
                  "x=:aGVsbG8.:",
                  "x=:aGVsbG8=",
                  "x=:aGVsb G8=:",
                  "x=:    :",
                  "x=:aGVsbG!8=:",
                  "x=:aGVsbG8=!:",
                  "x=:_-Ah:",
                  "x=:"),
              // date.json
              read(
                  "x=@0",
                  "x=@1659578233",
                  "x=@-1659578233",
                  "x=@2147483648",
                  "x=@4294967296",
                  "x=@253402214400",
                  "x=@-62135596800",
                  "x=@999999999999999",
                  "x=@-999999999999999",
                  "x=@-0"),
              refused(
                  "x=@1659578233.12",
                  "x=@1000000000000000",
                  "x=@-1000000000000000",
                  "x=@",
                  "x=@-",
                  "x=@ 12345678",
                  "x=@abc"))
          .flatMap(vectors -> vectors)
          .toList();

  private static Stream<Vector> read(String... fields) {
    return Stream.of(fields).map(field -> new Vector(field, true));
  }

  private static Stream<Vector> refused(String... fields) {
    return Stream.of(fields).map(field -> new Vector(field, false));
  }

  /** What comes after is read only by who read all of it, and by the right rules. */
  @ParameterizedTest
  @FieldSource("VECTORS")
  void fieldIsReadToItsEndOrNotAtAll(Vector vector) {
    check(vector.field(), vector.dictionary());
  }

  private static void check(String field, boolean dictionary) {
    Optional<Priority> told = dictionary ? Optional.of(SAID) : Optional.empty();
    assertEquals(dictionary, Priority.read(field).isPresent(), field);
    if (!field.isEmpty()) {
      assertEquals(told, Priority.read(field + ", " + SAID), field);
    }
    if (!dictionary && !field.isBlank() && field.equals(field.stripLeading())) {
      assertEquals(Optional.empty(), Priority.read(SAID + ", " + field), field);
    }
  }

  /** Every character of ASCII in one place of a field, which may be some. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '\u0001',
      value = {
        "?=1 [*a-z]", // a key
        "a?a=1 [*a-z0-9_.,;-]", // in a key, or after one
        "_?a=1 [\\x20*a-z]", // at the start of a key, or before it
        "x=\"_?_\" [\\x20-~&&[^\"\\\\]]", // in a string
        "x=\"\\?\" [\"\\\\]", // escaped in a string
        "x=a?a [A-Za-z0-9!#$%&'*+.^_`|~:/,;-]", // in a token, or after one
        "x=?a [A-Za-z*]", // at the start of a token
      })
  void characterIsAllowedOrNot(String place, String allowed) {
    for (char c = 0; c < 0x80; c++) {
      String field = place.replace('_', ' ').replace('?', c);
      check(field, String.valueOf(c).matches(allowed));
    }
  }

  @Test
  void numbersAreSoLong() {
    for (int digits = 1; digits <= 16; digits++) {
      for (String digit : List.of("0", "1", "9")) {
        String integer = "x=" + digit.repeat(digits);
        check(integer, digits <= 15);
        for (int fraction = 1; fraction <= 4; fraction++) {
          check(integer + "." + "1".repeat(fraction), digits <= 12 && fraction <= 3);
        }
      }
    }
  }

  @Test
  void partsAreAsLongAsTheFieldMayBe() {
    check("a".repeat(64) + "=1", true);
    check("x;" + "a".repeat(64) + "=1", true);
    check("x=" + "a".repeat(512), true);
    check("x=\"" + "=".repeat(900) + "\"", true);
    check("x=(" + "0 ".repeat(400) + "1)", true);
    assertEquals(Optional.empty(), Priority.read("u=1, ".repeat(1023) + "u=1"));
  }
}

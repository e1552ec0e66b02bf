package dev.weft.priority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PriorityTest {
  /** A field and the priority that it tells, null when it is no dictionary. */
  record Case(String field, @Nullable String told) {
    @Override
    public String toString() {
      return "[" + field.replace("\t", "\\t") + "] " + told;
    }
  }

  static final List<Case> FIELDS =
      List.of(
          // What browsers send.
          new Case("u=0", "u=0"),
          new Case("u=7", "u=7"),
          new Case("u=0, i", "u=0, i"),
          new Case("u=5, i", "u=5, i"),
          new Case("i", "u=3, i"),
          // Dictionaries: blanks, commas, order.
          new Case("", "u=3"),
          new Case("   ", "u=3"),
          new Case("u=1,i", "u=1, i"),
          new Case("i,u=1", "u=1, i"),
          new Case("i, u=1", "u=1, i"),
          new Case("u=1 \t ,\t i", "u=1, i"),
          new Case("  u=1", "u=1"),
          new Case("u=1  ", "u=1"),
          new Case("u=1\t", "u=1"),
          new Case("\tu=1", null),
          new Case("u=1,", null),
          new Case("u=1, ", null),
          new Case(",u=1", null),
          new Case(",", null),
          new Case("u=1,,i", null),
          new Case("u=1 i", null),
          new Case("u=1;i", "u=1"),
          new Case("u =1", null),
          new Case("u= 1", null),
          new Case("u=", null),
          new Case("=1", null),
          new Case("u=1\n", null),
          new Case("u=1\0", null),
          new Case("u=1\uffff", null),
          // Duplicates: the last counts, also when it is of no use.
          new Case("u=1, u=2", "u=2"),
          new Case("u=1, i, u=2, i=?0", "u=2"),
          new Case("u=1, u=9", "u=3"),
          new Case("u=1, u=high", "u=3"),
          new Case("i, i=1", "u=3"),
          // Numbers.
          new Case("u=-0", "u=0"),
          new Case("u=007", "u=7"),
          new Case("u=8", "u=3"),
          new Case("u=8, i", "u=3, i"),
          new Case("u=-1, i", "u=3, i"),
          new Case("u=666, r", "u=3"),
          new Case("u=4294967296", "u=3"),
          new Case("u=999999999999999", "u=3"),
          new Case("u=-999999999999999", "u=3"),
          new Case("u=9999999999999999", null),
          new Case("u=0000000000000001", null),
          new Case("u=000000000000001", "u=1"),
          new Case("u=1.0", "u=3"),
          new Case("u=1.125", "u=3"),
          new Case("u=1.1250", null),
          new Case("u=1.", null),
          new Case("u=.5", null),
          new Case("u=1.2.3", null),
          new Case("x=123456789012.123, i", "u=3, i"),
          new Case("x=1234567890123.1", null),
          new Case("u=-", null),
          new Case("u=--1", null),
          new Case("u=+1", null),
          new Case("u=1e0", null),
          new Case("u=0x1", null),
          // Booleans.
          new Case("i=?1", "u=3, i"),
          new Case("i=?0", "u=3"),
          new Case("i=?2", null),
          new Case("i=?", null),
          new Case("i=?10", null),
          new Case("i=1", "u=3"),
          new Case("i=true, u=2", "u=2"),
          new Case("u", "u=3"),
          new Case("u=?1, i", "u=3, i"),
          // Keys.
          new Case("U=1", null),
          new Case("u1=1, i", "u=3, i"),
          new Case("*=1, u=2", "u=2"),
          new Case("*a-b_c.d*9=1, u=2", "u=2"),
          new Case("-a=1, u=2", null),
          new Case("9a=1, u=2", null),
          new Case("_a, u=2", null),
          new Case("aB, u=2", null),
          new Case("\u00fc=1", null),
          // Strings.
          new Case("u=\"3\", i", "u=3, i"),
          new Case("x=\"\", u=1", "u=1"),
          new Case("x=\"u=5, i\", u=1", "u=1"),
          new Case("x=\"a\\\"b\\\\c\", u=1", "u=1"),
          new Case("x=\"a\\b\", u=1", null),
          new Case("x=\"\\", null),
          new Case("x=\"abc, u=1", null),
          new Case("x=\"\u00e9\", u=1", null),
          new Case("x=\"\t\", u=1", null),
          new Case("x=\"\u007f\", u=1", null),
          new Case("x='a', u=1", null),
          // Tokens.
          new Case("x=*a/b:c!#$%&'*+-.^_`|~, u=1", "u=1"),
          new Case("x=Foo123, u=1", "u=1"),
          new Case("x=a(b, u=1", null),
          new Case("x=a\"b\", u=1", null),
          new Case("x=/a, u=1", null),
          // Byte sequences.
          new Case("x=::, u=1", "u=1"),
          new Case("x=:aGVsbG8=:, u=1", "u=1"),
          new Case("x=:aGVsbG8:, u=1", "u=1"),
          new Case("x=:aGVsbA==:, u=1", "u=1"),
          new Case("x=:+/+/:, u=1", "u=1"),
          new Case("x=:aGVsbG8=, u=1", null),
          new Case("x=:aGVs bG8=:, u=1", null),
          new Case("x=:=aGVsbG8=:, u=1", null),
          new Case("x=:a:, u=1", null),
          new Case("x=:a===:, u=1", null),
          new Case("x=:aGVsbG8==:, u=1", null),
          new Case("x=:aG_s:, u=1", null),
          // Dates.
          new Case("x=@1659578233, u=1", "u=1"),
          new Case("x=@-1, u=1", "u=1"),
          new Case("x=@1.5, u=1", null),
          new Case("x=@, u=1", null),
          // Inner lists.
          new Case("u=(1), i", "u=3, i"),
          new Case("x=(), u=1", "u=1"),
          new Case("x=(  ), u=1", "u=1"),
          new Case("x=( 1  \"a,b\"   c ?0 :YQ==: 1.5 );q=1, u=1", "u=1"),
          new Case("x=(1;a=2;b 2);c, u=1", "u=1"),
          new Case("x=((1)), u=1", null),
          new Case("x=(1, u=1", null),
          new Case("x=(1,2), u=1", null),
          new Case("x=(1\t2), u=1", null),
          new Case("x=(1\"a\"), u=1", null),
          new Case("x=(", null),
          new Case("x=), u=1", null),
          // Parameters.
          new Case("u=1;a, i", "u=1, i"),
          new Case("u=1;a=1;b=\"x\";c=tok;d=?0;e=:YQ==:;f=1.5;g=@1, i", "u=1, i"),
          new Case("i;a=1, u=1", "u=1, i"),
          new Case("i=?0;a, u=1", "u=1"),
          new Case("u=1;  a", "u=1"),
          new Case("u=1;a=1;a=2", "u=1"),
          new Case("u=1 ;a", null),
          new Case("u=1;\ta", null),
          new Case("u=1;", null),
          new Case("u=1;A", null),
          new Case("u=1;a=", null),
          new Case("u=1;a=(1)", null),
          new Case("u=1;a =1", null),
          new Case("u=1;u=5", "u=1"),
          // No type of a value.
          new Case("x={}, u=1", null),
          new Case("x=%\"a\", u=1", null),
          new Case("u=[1]", null));

  @ParameterizedTest
  @FieldSource("FIELDS")
  void fieldIsReadByItsGrammar(Case row) {
    assertEquals(
        Optional.ofNullable(row.told()), Priority.read(row.field()).map(Priority::toString));
  }

  @ParameterizedTest
  @FieldSource("FIELDS")
  void fieldThatDoesNotParseIsAbsent(Case row) {
    assertEquals(row.told() == null ? "u=3" : row.told(), Priority.parse(row.field()).toString());
  }

  @Test
  void tableIsWide() {
    assertTrue(FIELDS.size() >= 80, "rows: " + FIELDS.size());
    assertEquals(FIELDS.size(), FIELDS.stream().map(Case::field).distinct().count());
  }

  @Test
  void missingFieldIsTheDefault() {
    assertEquals(Priority.DEFAULT, Priority.parse(null));
  }

  @Test
  void fieldAbove1024CharactersIsAbsent() {
    assertEquals("u=1", Priority.parse("u=1" + " ".repeat(1021)).toString());
    assertEquals(Optional.empty(), Priority.read("u=1" + " ".repeat(1022)));
    assertEquals(Priority.DEFAULT, Priority.parse("u=1" + " ".repeat(1022)));
  }

  @Test
  void priorityReadsItselfBack() {
    for (int urgency = 0; urgency <= 7; urgency++) {
      for (boolean incremental : new boolean[] {false, true}) {
        var priority = new Priority(urgency, incremental);
        assertEquals(Optional.of(priority), Priority.read(priority.toString()));
      }
    }
  }

  @Test
  void anyTextIsReadToAnEnd() {
    long seed = 9218;
    var random = new Random(seed);
    var pieces = "ui=?01378;, ()\"\\:@*a.-\t\u00e9=".toCharArray();
    int parsed = 0;
    for (int round = 0; round < 200_000; round++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        parsed += Priority.read(text.toString()).isPresent() ? 1 : 0;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + text, e);
      }
    }
    assertTrue(parsed > 1000, "parsed: " + parsed);
  }

  @ParameterizedTest
  @CsvSource({
    "256,0", "239,0", "238,0", "237,1", "220,1", "183,2", "147,3", "146,3", "110,4", "92,4", "91,5",
    "73,5", "42,6", "37,6", "22,6", "19,6", "18,7", "12,7", "1,7"
  })
  void weightIsTheNearestUrgency(int weight, int urgency) {
    assertEquals(new Priority(urgency, false), Priority.ofWeight(weight));
  }

  @ParameterizedTest
  @CsvSource({
    "256,0", "128,0", "91,0", "90,1", "64,1", "42,2", "32,2", "22,3", "16,3", "13,3", "12,3", "8,4",
    "4,5", "2,6", "1,7"
  })
  void shareIsALevelForEveryDoubling(int weight, int urgency) {
    assertEquals(new Priority(urgency, false), Priority.ofShare(weight));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 257})
  void shareOutOfRangeIsRefused(int weight) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Priority.ofShare(weight)).getMessage();
    assertEquals("weight: " + weight + " (expected: 1..256)", refused);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 257})
  void weightOutOfRangeIsRefused(int weight) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Priority.ofWeight(weight)).getMessage();
    assertEquals("weight: " + weight + " (expected: 1..256)", refused);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 8})
  void urgencyOutOfRangeIsRefused(int urgency) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> new Priority(urgency, true))
            .getMessage();
    assertEquals("urgency: " + urgency + " (expected: 0..7)", refused);
  }
}

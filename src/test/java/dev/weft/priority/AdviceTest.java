package dev.weft.priority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdviceTest {
  private static final Priority SIGNALLED = new Priority(5, true);
  private static final Advice NOTHING = new Advice(Optional.empty(), Optional.empty(), false);
  private static final Advice U0 = new Advice(Optional.of(0), Optional.empty(), false);
  private static final Advice U7 = new Advice(Optional.of(7), Optional.empty(), false);
  private static final Advice WHOLE = new Advice(Optional.empty(), Optional.of(false), false);
  private static final Advice U1_WHOLE = new Advice(Optional.of(1), Optional.of(false), false);

  /** What comes of advice, for a client that said u=5, i and for one that said nothing. */
  record Row(List<Advice> inOrder, Priority said, Priority silent) {}

  static final List<Row> ROWS =
      List.of(
          row(5, true, 3, false),
          row(5, true, 3, false, NOTHING),
          row(5, true, 3, false, override(NOTHING)),
          row(5, true, 0, false, U0),
          row(0, true, 0, false, override(U0)),
          row(5, true, 3, false, WHOLE),
          row(5, false, 3, false, override(WHOLE)),
          row(1, false, 1, false, override(U1_WHOLE)),
          row(5, true, 7, false, U0, U7),
          row(5, true, 0, false, U7, U0),
          row(7, true, 7, false, override(U0), override(U7)),
          row(0, true, 7, false, override(U0), U7),
          row(7, true, 7, false, U0, override(U7)),
          row(0, false, 0, false, override(WHOLE), U7, override(U0)),
          row(5, true, 1, true, U1_WHOLE, new Advice(Optional.empty(), Optional.of(true), false)));

  private static Row row(
      int said, boolean saidIncremental, int silent, boolean silentIncremental, Advice... inOrder) {
    return new Row(
        List.of(inOrder),
        new Priority(said, saidIncremental),
        new Priority(silent, silentIncremental));
  }

  private static Advice override(Advice advice) {
    return new Advice(advice.urgency(), advice.incremental(), true);
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  void adviceCountsWhereTheClientIsSilentAndOverridesWhereItIsNot(Row row) {
    assertEquals(row.said(), Advice.decide(SIGNALLED, true, row.inOrder()));
    assertEquals(row.silent(), Advice.decide(Priority.DEFAULT, false, row.inOrder()));
  }

  /** For a client that said u=5, i. */
  @ParameterizedTest
  @CsvSource({
    "u=1, u=1|i",
    "'u=1, i', u=1|i",
    "'u=1, i=?0', u=1",
    "i, u=5|i",
    "i=?0, u=5",
    "'u=0, x', u=0|i"
  })
  void responseFieldCountsForWhatItSays(String field, String decided) {
    var advice = Advice.ofResponse(field).orElseThrow();
    assertEquals(decided.replace("|", ", "), advice.over(SIGNALLED, true).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u=8", "u=high", "i=1", "x=1", "u=1, u=8", "u=1,", "U=1"})
  void responseFieldThatSaysNothingIsNoAdvice(String field) {
    assertEquals(Optional.empty(), Advice.ofResponse(field));
  }

  @Test
  void urgencyHasEightSteps() {
    for (int wrong : List.of(-1, 8)) {
      var urgency = Optional.of(wrong);
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> new Advice(urgency, Optional.empty(), false));
      assertEquals("urgency: " + wrong + " (expected: 0..7)", e.getMessage());
    }
  }
}

package dev.weft.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "port, port, 0",
    "prot, port, 1",
    "por, port, 1",
    "porrt, port, 1",
    "pork, port, 1",
    "'', port, 4",
    "ab, ba, 1",
    "abc, ca, 3",
    "kitten, sitting, 3",
  })
  void editsAreCounted(String one, String other, int edits) {
    assertEquals(edits, Nearest.edits(one, other));
    assertEquals(edits, Nearest.edits(other, one));
  }

  @Test
  void nearestIsTheOneWithTheFewestEdits() {
    assertEquals(Optional.of("port"), Nearest.of("prt", List.of("part-of", "pert-x", "port")));
  }

  @Test
  void whatIsUnlikeAllIsLikeNone() {
    assertEquals(Optional.empty(), Nearest.of("colour", List.of("bind", "port")));
    assertEquals(Optional.empty(), Nearest.of("p".repeat(101), List.of("p".repeat(101))));
    assertEquals("expected: bind, port", Nearest.hint("x", List.of("bind", "port")));
  }
}

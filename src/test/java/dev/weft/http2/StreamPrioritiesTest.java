package dev.weft.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.priority.Priority;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.frames.PriorityFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the frames of RFC 7540 and the fields of a request come to. */
final class StreamPrioritiesTest {
  private final StreamPriorities priorities = new StreamPriorities();

  private static PriorityFrame on(int parent, int weight, boolean exclusive) {
    return new PriorityFrame(0, parent, weight, exclusive);
  }

  private static PriorityFrame of(int stream, int parent, int weight, boolean exclusive) {
    return new PriorityFrame(stream, parent, weight, exclusive);
  }

  private Priority open(int stream, PriorityFrame dependency) {
    return priorities.open(stream, HttpFields.EMPTY, dependency);
  }

  @ParameterizedTest
  @CsvSource({
    "256, 0", "220, 1", "183, 2", "147, 3", "110, 4", "73, 5", "37, 6", "1, 7", "238, 0", "237, 1"
  })
  void exclusiveFrameSaysALevelOfChromium(int weight, int urgency) {
    open(1, on(0, 147, true));
    assertEquals(
        new Priority(urgency, false), priorities.reprioritise(of(1, 0, weight, true), false));
  }

  @ParameterizedTest
  @CsvSource({"16, 3", "32, 2", "64, 1", "256, 0", "8, 4", "1, 7"})
  void frameThatIsNotExclusiveSaysAShare(int weight, int urgency) {
    open(1, on(0, 16, false));
    assertEquals(
        new Priority(urgency, false), priorities.reprioritise(of(1, 0, weight, false), false));
  }

  @Test
  void frameMovesTheUrgencyAlone() {
    priorities.open(1, HttpFields.build().add("Priority", "u=5, i"), null);
    assertEquals(new Priority(1, true), priorities.reprioritise(of(1, 0, 220, true), false));
  }

  @Test
  void streamInAGroupHasTheWeightOfTheGroup() {
    assertNull(priorities.reprioritise(of(3, 0, 201, false), true));
    assertNull(priorities.reprioritise(of(5, 0, 101, false), true));
    assertEquals(Priority.ofWeight(201), open(13, on(3, 16, false)));
    assertEquals(Priority.ofWeight(101), open(15, on(5, 16, false)));
    assertEquals(Priority.ofShare(16), open(17, on(7, 16, false)), "nobody made that group");
    assertEquals(
        Priority.ofWeight(201), priorities.reprioritise(of(15, 3, 16, false), false), "moved");
  }

  @Test
  void groupsAreKeptOfTheLatestSixteen() {
    for (int group = 1; group <= 17; group++) {
      priorities.reprioritise(of(2 * group - 1, 0, 256, false), true);
    }
    assertEquals(Priority.ofShare(16), open(101, on(1, 16, false)), "the oldest is forgotten");
    assertEquals(Priority.ofWeight(256), open(103, on(3, 16, false)));
    assertEquals(Priority.ofWeight(256), open(105, on(33, 16, false)));
  }

  @Test
  void frameForAStreamThatIsClosedIsNoGroup() {
    assertNull(priorities.reprioritise(of(3, 0, 256, false), false));
    assertEquals(Priority.ofShare(16), open(13, on(3, 16, false)));
  }

  @Test
  void weightsMeanNothingOnceOneSideHasSaidSo() {
    priorities.ignoreWeights();
    assertEquals(Priority.DEFAULT, open(1, on(0, 256, true)));
    assertNull(priorities.reprioritise(of(1, 0, 256, true), false));
    assertNull(priorities.reprioritise(of(3, 0, 256, false), true));
    assertEquals(Priority.DEFAULT, open(5, on(3, 16, false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Via", "Forwarded", "X-Forwarded-For"})
  void nothingThatIsPassedOnForOthersIsUrgent(String field) {
    HttpFields request = HttpFields.build().add("Priority", "u=0").add(field, "for=192.0.2.1");
    assertEquals(new Priority(3, true), priorities.open(1, request, on(0, 256, true)));
    assertNull(priorities.update(1, "u=0", false, 128));
    assertNull(priorities.reprioritise(of(1, 0, 256, true), false));
    assertNull(priorities.update(3, "u=0", true, 128));
    assertEquals(new Priority(3, true), priorities.open(3, request, null), "nor early");
  }
}

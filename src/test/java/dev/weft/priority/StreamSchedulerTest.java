package dev.weft.priority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The order of turns, as the ids of the streams that got them. A turn is how many are left. */
final class StreamSchedulerTest {
  private final Map<Integer, Integer> left = new HashMap<>();
  private StreamScheduler<Integer> scheduler = new StreamScheduler<>(Scheduling.PRIORITY);
  private long now = Long.MAX_VALUE - 10; // overflows at once, as it may

  // Levels.

  @Test
  void moreUrgentLevelGoesFirst() {
    send(1, "u=7", 2);
    send(3, "u=3", 2);
    send(5, "u=0", 2);
    assertEquals("5 5 3 3 1 1", trace());
  }

  @Test
  void urgentStreamOvertakesLargeTransfer() {
    send(1, "u=7", 5);
    assertEquals("1 1", trace(2));
    send(3, "u=0", 2);
    assertEquals("3 3 1 1 1", trace());
  }

  @Test
  void urgencyBeatsIncremental() {
    send(1, "u=2, i", 2);
    send(3, "u=3", 2);
    send(5, "u=1, i", 2);
    assertEquals("5 5 1 1 3 3", trace());
  }

  // One after the other.

  @Test
  void streamsOfOneLevelGoOneByOneByTheirIds() {
    send(5, "u=3", 2);
    send(1, "u=3", 2);
    send(3, "u=3", 2);
    assertEquals("1 1 3 3 5 5", trace());
  }

  @Test
  void olderStreamThatComesLateGoesFirst() {
    scheduler.open(1, Priority.DEFAULT);
    send(3, "u=3", 3);
    assertEquals("3", trace(1));
    send(1, "u=3", 2);
    assertEquals("1 1 3 3", trace());
  }

  @Test
  void largestIdsAreInOrder() {
    send(Integer.MAX_VALUE, "u=3", 1);
    send(1, "u=3", 1);
    assertEquals("1 2147483647", trace());
  }

  // Shares.

  @Test
  void incrementalStreamsShare() {
    send(1, "i", 3);
    send(3, "i", 2);
    send(5, "i", 1);
    assertEquals("1 3 5 1 3 1", trace());
  }

  @Test
  void firstTurnOfNewStreamGoesBeforeTheRing() {
    send(1, "i", 3);
    send(3, "i", 3);
    assertEquals("1 3 1", trace(3));
    send(7, "i", 1);
    send(5, "i", 2);
    assertEquals("5 7 3 1 5 3", trace());
  }

  @Test
  void streamThatComesLateKeepsItsPlaceInTheRing() {
    send(1, "i", 3);
    send(3, "i", 3);
    send(5, "i", 3);
    assertEquals("1 3 5", trace(3));
    scheduler.remove(3);
    assertEquals("1", trace(1));
    scheduler.push(3, 2);
    left.put(3, 2);
    assertEquals("3 5 1 3 5", trace());
  }

  // Both kinds.

  @Test
  void kindsAlternateInOneLevel() {
    send(1, "u=3", 3);
    send(3, "u=3, i", 2);
    send(5, "u=3, i", 2);
    send(7, "u=3", 1);
    assertEquals("1 3 1 5 1 3 7 5", trace());
  }

  @Test
  void kindThatIsLeftTakesAll() {
    send(1, "u=3", 1);
    send(3, "u=3, i", 2);
    send(5, "u=3, i", 2);
    assertEquals("1 3 5 3 5", trace());
  }

  @Test
  void oneAfterTheOtherThenShares() {
    send(1, "u=2", 2);
    send(3, "i", 2);
    send(5, "i", 2);
    assertEquals("1 1 3 5 3 5", trace());
  }

  // Starvation.

  @Test
  void waitingLevelGetsOneTurnIn250Millis() {
    send(1, "u=0", 100);
    send(3, "u=7", 100);
    assertEquals("1 1 1 1 1 3 1 1 1 1 1 3", trace(12, 50));
  }

  @Test
  void smallBackgroundFileArrivesWithinASecond() {
    send(1, "u=0", 1000);
    send(3, "u=7", 3);
    var turns = List.of(trace(80, 12).split(" "));
    assertEquals(3, turns.stream().filter("3"::equals).count());
  }

  @Test
  void levelDoesNotWaitWhileNothingOfItIsReady() {
    scheduler.open(3, new Priority(7, false));
    send(1, "u=0", 100);
    assertEquals("1 1 1", trace(3, 200));
    send(3, "u=7", 5);
    assertEquals("1 1 3", trace(3, 200));
  }

  @Test
  void idleConnectionMakesNobodyLate() {
    send(3, "u=7", 1);
    assertEquals("3", trace(1));
    now += Duration.ofSeconds(10).toNanos();
    send(1, "u=0", 1);
    send(5, "u=7", 1);
    assertEquals("1 5", trace());
  }

  @Test
  void longestWaitingLevelGoesFirst() {
    send(1, "u=0", 100);
    send(5, "u=6", 100);
    assertEquals("1", trace(1, 40));
    send(3, "u=1", 100);
    assertEquals("1 1 1 5 1 3 1", trace(7, 100));
  }

  @Test
  void mostUrgentLevelGetsEveryOtherTurnOfSlowLink() {
    send(1, "u=0", 100);
    send(3, "u=1", 100);
    send(5, "u=2", 100);
    send(7, "u=7", 100);
    assertEquals("1 3 1 5 1 7 1 3", trace(8, 1000));
  }

  // Flow control.

  @Test
  void parkedStreamBlocksNoOther() {
    send(1, "u=0", 2);
    send(3, "u=3", 2);
    park();
    assertFalse(scheduler.ready(1));
    assertEquals("3", trace(1));
    scheduler.unpark(1);
    assertTrue(scheduler.ready(1));
    assertEquals("1 1 3", trace());
  }

  @Test
  void parkedStreamKeepsItsPlaceInTheRing() {
    send(1, "i", 2);
    send(3, "i", 2);
    send(5, "i", 2);
    assertEquals("1 3 5", trace(3));
    park(); // 1
    scheduler.unpark(1);
    assertEquals("1 3 5", trace());
  }

  @Test
  void firstTurnThatCouldNotGoIsStillToCome() {
    send(1, "i", 3);
    assertEquals("1", trace(1));
    send(3, "i", 1);
    park(); // 3
    assertEquals("1", trace(1));
    scheduler.unpark(3);
    assertEquals("3 1", trace());
  }

  @Test
  void parkedTurnIsNotTheTurnOfItsKind() {
    send(1, "u=3", 1);
    send(3, "u=3", 1);
    send(5, "u=3, i", 1);
    park(); // 1
    assertEquals("3 5", trace());
  }

  @Test
  void parkedTurnIsNotTheTurnOfItsLateLevel() {
    send(1, "u=0", 9);
    send(3, "u=7", 1);
    send(5, "u=7", 1);
    assertEquals("1", trace(1, 300));
    park(); // 3
    assertEquals("5 1", trace(2));
  }

  @Test
  void allParkedStreamsComeBackInTheirPlaces() {
    send(1, "u=3, i", 1);
    send(3, "u=0", 1);
    send(5, "u=3, i", 1);
    park();
    park();
    park();
    assertTrue(scheduler.isEmpty());
    assertNull(scheduler.pop(now));
    scheduler.unparkAll();
    assertEquals("3 1 5", trace());
  }

  @Test
  void levelWaitsWhileTheConnectionHoldsUpAll() {
    send(1, "u=0", 9);
    send(3, "u=7", 1);
    for (int i = 0; i < 3; i++) {
      assertEquals("1", trace(1, 100));
      park();
      park();
      scheduler.unparkAll();
    }
    assertEquals("3 1", trace(2));
  }

  @Test
  void levelDoesNotWaitWhileItsOwnWindowIsClosed() {
    send(1, "u=0", 9);
    send(3, "u=7", 1);
    assertEquals("1", trace(1, 300));
    park(); // 3
    assertEquals("1 1 1", trace(3, 100));
    scheduler.unpark(3);
    assertEquals("1 1", trace(2, 10));
  }

  @Test
  void unparkOfReadyStreamChangesNothing() {
    send(1, "u=3", 2);
    scheduler.unpark(1);
    scheduler.unpark(99);
    assertEquals("1 1", trace());
    scheduler.unpark(1);
    assertTrue(scheduler.isEmpty());
  }

  // New priorities.

  @Test
  void readyStreamMovesToItsNewPriority() {
    send(1, "u=1", 1);
    send(3, "u=5", 1);
    scheduler.adjust(3, new Priority(0, false));
    assertEquals("3 1", trace());
  }

  @Test
  void parkedStreamComesBackWithItsNewPriority() {
    send(1, "u=0", 1);
    send(3, "u=3", 1);
    park(); // 1
    scheduler.adjust(1, new Priority(7, false));
    assertFalse(scheduler.ready(1));
    scheduler.unparkAll();
    assertEquals("3 1", trace());
  }

  @Test
  void runningStreamChangesBetweenItsTurns() {
    send(1, "u=1", 3);
    send(3, "u=2", 1);
    assertEquals("1", trace(1));
    scheduler.adjust(1, new Priority(4, true));
    assertEquals("3 1 1", trace());
  }

  @Test
  void movingAboutWinsNoTurn() {
    send(1, "i", 2);
    send(3, "i", 2);
    assertEquals("1", trace(1));
    scheduler.adjust(1, new Priority(0, true));
    scheduler.adjust(1, new Priority(3, false));
    scheduler.adjust(1, new Priority(3, true));
    assertEquals("3 1 3", trace());
  }

  @Test
  void priorityIsTheOneThatWasSignalled() {
    scheduler = new StreamScheduler<>(Scheduling.FIFO);
    assertNull(scheduler.priority(1));
    scheduler.open(1, new Priority(5, true));
    assertEquals(new Priority(5, true), scheduler.priority(1));
    scheduler.adjust(1, new Priority(6, false));
    assertEquals(new Priority(6, false), scheduler.priority(1));
    scheduler.open(1, new Priority(1, false));
    assertEquals(new Priority(1, false), scheduler.priority(1));
    scheduler.close(1);
    scheduler.adjust(1, new Priority(6, false));
    assertNull(scheduler.priority(1));
  }

  // The end of a stream.

  @Test
  void closedStreamGivesItsTurnBack() {
    send(1, "u=0", 2);
    send(3, "u=3", 1);
    assertEquals(2, scheduler.close(1));
    assertNull(scheduler.close(1));
    assertEquals("3", trace());
  }

  @Test
  void closedStreamGivesItsParkedTurnBack() {
    send(1, "u=0", 2);
    park();
    assertEquals(2, scheduler.close(1));
    scheduler.unparkAll();
    assertTrue(scheduler.isEmpty());
  }

  @Test
  void removedTurnLeavesTheStreamOpen() {
    send(1, "u=1", 2);
    assertEquals(2, scheduler.remove(1));
    assertNull(scheduler.remove(1));
    assertNull(scheduler.remove(99));
    assertTrue(scheduler.isEmpty());
    assertEquals(new Priority(1, false), scheduler.priority(1));
  }

  @Test
  void unknownStreamIsOpenedByItsTurn() {
    scheduler.push(1, 1);
    assertEquals(Priority.DEFAULT, scheduler.priority(1));
    assertTrue(scheduler.ready(1));
    assertEquals(1, scheduler.pop(now));
    assertTrue(scheduler.isEmpty());
  }

  @Test
  void secondTurnIsRefused() {
    scheduler.push(1, 1);
    var refused = assertThrows(IllegalStateException.class, () -> scheduler.push(1, 2));
    assertEquals("stream 1 already holds a turn", refused.getMessage());
    assertThrows(IllegalStateException.class, () -> scheduler.park(1, 2));
    assertEquals(1, scheduler.pop(now));
  }

  @Test
  void closedStreamCannotBeParked() {
    var refused = assertThrows(IllegalStateException.class, () -> scheduler.park(1, 2));
    assertEquals("stream 1 is not open", refused.getMessage());
  }

  // The other ways to share.

  @Test
  void roundRobinHeedsNoPriority() {
    scheduler = new StreamScheduler<>(Scheduling.ROUND_ROBIN);
    send(1, "u=7", 3);
    send(3, "u=0", 2);
    send(5, "u=3, i", 1);
    scheduler.adjust(1, new Priority(0, false));
    assertEquals("1 3 5 1 3 1", trace());
  }

  @Test
  void fifoHeedsNoPriority() {
    scheduler = new StreamScheduler<>(Scheduling.FIFO);
    send(1, "u=7", 3);
    send(3, "u=0", 2);
    send(5, "u=3, i", 1);
    assertEquals("1 1 1 3 3 5", trace());
  }

  private void send(int stream, String priority, int turns) {
    scheduler.open(stream, Priority.parse(priority));
    scheduler.push(stream, turns);
    left.put(stream, turns);
  }

  /** Pops a turn and parks it. */
  private void park() {
    int stream = next();
    scheduler.park(stream, left.merge(stream, 1, Integer::sum));
  }

  private String trace() {
    return trace(Integer.MAX_VALUE, 0);
  }

  private String trace(int turns) {
    return trace(turns, 0);
  }

  /** The streams that get the next turns, each of which takes the link some time. */
  private String trace(int turns, long millis) {
    var trace = new ArrayList<String>();
    while (trace.size() < turns && !scheduler.isEmpty()) {
      int stream = next();
      trace.add(Integer.toString(stream));
      int rest = left.getOrDefault(stream, 0);
      if (rest > 0) {
        scheduler.push(stream, rest);
      }
      now += Duration.ofMillis(millis).toNanos();
    }
    return String.join(" ", trace);
  }

  /** The stream whose turn was popped, which is the one that is not ready any more. */
  private int next() {
    var ready = left.keySet().stream().filter(scheduler::ready).toList();
    assertTrue(scheduler.pop(now) != null);
    int stream = ready.stream().filter(id -> !scheduler.ready(id)).findFirst().orElseThrow();
    left.merge(stream, -1, Integer::sum);
    return stream;
  }
}

package dev.weft.http2;

import static dev.weft.http2.BatchSize.LEAST;
import static dev.weft.http2.BatchSize.LEAST_REST_NANOS;
import static dev.weft.http2.BatchSize.MOST;
import static dev.weft.http2.BatchSize.MOST_REST_NANOS;
import static dev.weft.http2.BatchSize.MOST_STUCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is given at once follows the link. */
final class BatchSizeTest {
  private static final long MEGABIT = 1_000_000 / 8;

  private final BatchSize size = new BatchSize();
  private long now;

  /** The link carries so much for so long, and there is always more to send. */
  private void carry(long bytesPerSecond, int millis) {
    for (int i = 0; i < millis; i++) {
      now += TimeUnit.MILLISECONDS.toNanos(1);
      size.written(bytesPerSecond / 1000, now);
    }
  }

  @ParameterizedTest
  @CsvSource({"1.5, 4096", "10, 4096", "20, 8192", "50, 32768", "100, 65536", "10000, 65536"})
  void sixMillisecondsOfTheLinkAreOneBatch(double megabits, int bytes) {
    carry((long) (megabits * MEGABIT), 400);
    assertEquals(bytes, size.bytes());
    assertEquals(bytes < MOST, size.limited());
  }

  @Test
  void nothingIsConcludedFromTheFirstMoments() {
    carry(MEGABIT, 290);
    assertFalse(size.limited());
    carry(MEGABIT, 20);
    assertTrue(size.limited());
  }

  @Test
  void linkThatBecomesFasterIsNoticedSoon() {
    carry(MEGABIT, 400);
    assertEquals(LEAST, size.bytes());
    carry(1000 * MEGABIT, 60);
    assertEquals(MOST, size.bytes());
  }

  @Test
  void timeWithNothingToSendSaysNothing() {
    carry(1000 * MEGABIT, 400);
    size.idle();
    now += TimeUnit.SECONDS.toNanos(10);
    carry(1000 * MEGABIT, 60);
    assertEquals(MOST, size.bytes());
  }

  @Test
  void kernelThatHoldsEnoughIsLeftAloneForAsLongAsThatLasts() {
    carry(10 * MEGABIT, 400);
    int enough = 16 * 1250; // 16 ms at 1,250 bytes a millisecond
    assertEquals(0, size.rest(enough - 100));
    assertEquals(LEAST_REST_NANOS, size.rest(enough + 100));
    assertEquals(3, Math.round(size.rest(enough + 3 * 1250) / 1e6));
    assertEquals(MOST_REST_NANOS, size.rest(1 << 20));
  }

  @Test
  void slowestLinkStillHasOneSmallestBatchInTheKernel() {
    carry(MEGABIT / 10, 400);
    assertEquals(0, size.rest(LEAST));
    assertEquals(MOST_REST_NANOS, size.rest(LEAST + 1000));
  }

  @Test
  void peerThatHasStoppedReadingIsNotAskedForEver() {
    carry(10 * MEGABIT, 400);
    int unsent = 1 << 20;
    for (int look = 1; look <= MOST_STUCK; look++) {
      assertTrue(size.rest(unsent) > 0, "look " + look);
    }
    assertEquals(0, size.rest(unsent));
    assertTrue(size.rest(unsent) > 0, "after it was given more, it is asked again");
  }

  @Test
  void peerThatReadsSlowlyIsWaitedFor() {
    carry(10 * MEGABIT, 400);
    for (int unsent = 1 << 20; unsent > 1 << 19; unsent -= 100) {
      assertTrue(size.rest(unsent) > 0);
    }
  }
}

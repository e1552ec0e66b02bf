package dev.weft.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE); // overflows at once, as it may
  private final TokenBucket bucket = new TokenBucket(new Budget(10, 4), clock::get);

  @Test
  void burstIsThereAtOnce() {
    assertEquals(10, taken());
  }

  @Test
  void secondBringsItsShare() {
    taken();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertEquals(4, taken());
  }

  @Test
  void sharesOfSharesAddUp() {
    taken();
    int all = 0;
    for (int i = 0; i < 16; i++) {
      clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(125));
      all += taken();
    }
    assertEquals(8, all);
  }

  @Test
  void restBringsNoMoreThanTheBurst() {
    taken();
    clock.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertEquals(10, taken());
  }

  private int taken() {
    int taken = 0;
    while (bucket.take()) {
      taken++;
    }
    return taken;
  }
}

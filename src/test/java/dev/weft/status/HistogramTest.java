package dev.weft.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @RepeatedTest(20)
  void percentilesAreRightWithinAnEighth(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var histogram = new Histogram();
    int[] times = random.ints(1 + random.nextInt(500), 0, Histogram.MOST + 1).toArray();
    Arrays.stream(times).forEach(histogram::add);
    Arrays.sort(times);
    for (double part : new double[] {0.01, 0.5, 0.75, 0.95, 1}) {
      int exact = times[Math.max(0, (int) Math.ceil(part * times.length) - 1)];
      double got = histogram.percentile(part);
      assertTrue(
          Math.abs(got - exact) <= exact / 8.0,
          "seed " + repetition.getCurrentRepetition() + ", " + part + ": " + got + " of " + exact);
    }
    assertEquals(Arrays.stream(times).sum(), histogram.sum());
    assertEquals(times.length, histogram.count());
  }

  @Test
  void whatIsOutOfBoundsCountsAsTheBound() {
    var histogram = new Histogram();
    histogram.add(Integer.MIN_VALUE);
    histogram.add(Integer.MAX_VALUE);
    assertEquals(0, histogram.percentile(0.5));
    assertEquals(Histogram.MOST, histogram.sum());
  }

  @Test
  void nothingHasNoPercentile() {
    assertEquals(0, new Histogram().percentile(0.5));
  }
}

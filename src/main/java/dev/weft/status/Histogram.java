package dev.weft.status;

/**
 * How often a time was seen, in buckets of an eighth: a percentile is right within 12.5 %, whatever
 * the number of times.
 */
final class Histogram {
  /** Ten minutes, in milliseconds; what takes longer counts as that. */
  static final int MOST = 600_000;

  private static final int EXACT = 16;
  private static final int PARTS = 8;

  private final int[] buckets = new int[index(MOST) + 1];
  private long count;
  private long sum;

  void add(int millis) {
    int bounded = Math.clamp(millis, 0, MOST);
    buckets[index(bounded)]++;
    count++;
    sum += bounded;
  }

  long count() {
    return count;
  }

  /** Of all that was added, in milliseconds. */
  long sum() {
    return sum;
  }

  /** The middle of the bucket that so large a part is not above; 0 where nothing was added. */
  int percentile(double part) {
    long rank = Math.max(1, (long) Math.ceil(part * count));
    long seen = 0;
    for (int i = 0; i < buckets.length; i++) {
      seen += buckets[i];
      if (seen >= rank) {
        return (least(i) + least(i + 1) - 1) / 2;
      }
    }
    return 0;
  }

  private static int index(int millis) {
    if (millis < EXACT) {
      return millis;
    }
    int power = 31 - Integer.numberOfLeadingZeros(millis);
    return EXACT + (power - 4) * PARTS + ((millis >> (power - 3)) & (PARTS - 1));
  }

  /** The least time of a bucket. */
  private static int least(int index) {
    if (index < EXACT) {
      return index;
    }
    int power = (index - EXACT) / PARTS + 4;
    return (PARTS + (index - EXACT) % PARTS) << (power - 3);
  }
}

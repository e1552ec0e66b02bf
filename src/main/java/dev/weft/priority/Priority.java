package dev.weft.priority;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How soon a response is needed, and whether its parts are of use before it is whole (RFC 9218,
 * section 4).
 *
 * @param urgency 0 (first) to 7 (in the background)
 * @param incremental whether it may share its urgency with others, instead of one after the other
 */
public record Priority(int urgency, boolean incremental) {
  /** The priority of a request that tells none. */
  public static final Priority DEFAULT = new Priority(3, false);

  /** The weight of a stream for which nothing was said (RFC 7540, section 5.3.5). */
  private static final int USUAL_WEIGHT = 16;

  /** The weights, by urgency, in which Chromium tells its levels. */
  private static final List<Integer> WEIGHTS = List.of(256, 220, 183, 147, 110, 73, 37, 1);

  /** Nothing that a browser sends is near it. */
  public static final int MAX_LENGTH = 1024;

  /**
   * @throws IllegalArgumentException when the urgency is not 0 to 7
   */
  public Priority {
    if (urgency < 0 || urgency > 7) {
      throw new IllegalArgumentException("urgency: " + urgency + " (expected: 0..7)");
    }
  }

  /**
   * The priority that a {@code Priority} field tells, as forgiving as RFC 9218 asks for: a field
   * that does not parse counts as absent (RFC 8941, section 4.2), an unknown key, a wrong type and
   * a number out of range as not there.
   */
  public static Priority parse(@Nullable String field) {
    return field == null ? DEFAULT : read(field).orElse(DEFAULT);
  }

  /** As {@link #parse}, but empty when the field is no dictionary, or above 1,024 characters. */
  public static Optional<Priority> read(String field) {
    var usual = usual(field);
    if (usual != null) {
      return Optional.of(usual);
    }
    return PriorityField.read(field)
        .map(
            told ->
                new Priority(
                    told.urgency().orElse(DEFAULT.urgency),
                    told.incremental().orElse(DEFAULT.incremental)));
  }

  /**
   * The urgency whose weight in Chromium is nearest, the more urgent of two.
   *
   * @param weight of RFC 7540, 1 to 256: one more than the octet of the frame
   * @throws IllegalArgumentException when the weight is not 1 to 256
   */
  public static Priority ofWeight(int weight) {
    requireWeight(weight);
    int nearest = 0;
    for (int urgency = 1; urgency < WEIGHTS.size(); urgency++) {
      if (Math.abs(WEIGHTS.get(urgency) - weight) < Math.abs(WEIGHTS.get(nearest) - weight)) {
        nearest = urgency;
      }
    }
    return new Priority(nearest, false);
  }

  /**
   * The priority of a stream that shares with its siblings by weight (RFC 7540, section 5.3.2): of
   * the usual weight the default, and a level up or down for twice or half of it.
   *
   * @param weight of RFC 7540, 1 to 256
   * @throws IllegalArgumentException when the weight is not 1 to 256
   */
  public static Priority ofShare(int weight) {
    requireWeight(weight);
    double doublings = Math.log((double) weight / USUAL_WEIGHT) / Math.log(2);
    return new Priority(Math.max(0, DEFAULT.urgency - (int) Math.round(doublings)), false);
  }

  private static void requireWeight(int weight) {
    if (weight < 1 || weight > 256) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: 1..256)");
    }
  }

  /** The value of a {@code Priority} field that tells this priority, such as {@code u=1, i}. */
  @Override
  public String toString() {
    return "u=" + urgency + (incremental ? ", i" : "");
  }

  /** What browsers send, without the parser: {@code i}, {@code u=1}, {@code u=1, i}. */
  private static @Nullable Priority usual(String field) {
    if (field.equals("i")) {
      return new Priority(DEFAULT.urgency, true);
    }
    if (!field.startsWith("u=") || field.length() < 3) {
      return null;
    }
    int urgency = field.charAt(2) - '0';
    if (urgency < 0 || urgency > 7) {
      return null;
    }
    if (field.length() == 3) {
      return new Priority(urgency, false);
    }
    return field.length() == 6 && field.endsWith(", i") ? new Priority(urgency, true) : null;
  }
}

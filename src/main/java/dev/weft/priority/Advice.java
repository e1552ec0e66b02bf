package dev.weft.priority;

import java.util.List;
import java.util.Optional;

/**
 * What the server thinks of a response.
 *
 * @param urgency 0..7; empty to leave it
 * @param incremental whether a part of it is of use before the rest; empty to leave it
 * @param override whether this counts even where the client said something else
 */
public record Advice(Optional<Integer> urgency, Optional<Boolean> incremental, boolean override) {
  public Advice {
    urgency.ifPresent(
        u -> {
          if (u < 0 || u > 7) {
            throw new IllegalArgumentException("urgency: " + u + " (expected: 0..7)");
          }
        });
  }

  /**
   * What the {@code Priority} field of a response says: where it says something, that counts, and
   * the client's wish does for the rest (RFC 9218, section 8). Empty when it says nothing.
   */
  public static Optional<Advice> ofResponse(String field) {
    return PriorityField.read(field)
        .filter(told -> told.urgency().isPresent() || told.incremental().isPresent())
        .map(told -> new Advice(told.urgency(), told.incremental(), true));
  }

  /**
   * The signalled priority in the light of this.
   *
   * @param said whether the client said anything, so that what is signalled is its wish and not the
   *     default. A client that leaves out one of the two means the default of it (RFC 9218, section
   *     4), and so has said both.
   */
  public Priority over(Priority signalled, boolean said) {
    return said && !override
        ? signalled
        : new Priority(
            urgency.orElse(signalled.urgency()), incremental.orElse(signalled.incremental()));
  }

  /** All of it, one after the other: of what two give, the later stands. */
  public static Priority decide(Priority signalled, boolean said, List<Advice> inOrder) {
    Priority decided = signalled;
    for (Advice advice : inOrder) {
      decided = advice.over(decided, said);
    }
    return decided;
  }
}

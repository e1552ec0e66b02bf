package dev.weft.asset;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Places of one kind in turn, some at a time: when all were, it begins again with those there are
 * then. Guarded by its folder.
 */
final class Rounds {
  private final Predicate<Place> kind;
  private final Deque<Place> left = new ArrayDeque<>();

  Rounds(Predicate<Place> kind) {
    this.kind = kind;
  }

  /**
   * Adds the paths of the next places to a turn.
   *
   * @param entries about how many entries these places may have together
   * @param all the places there are now
   */
  void take(int entries, Collection<Place> all, Set<String> turn) {
    if (left.isEmpty()) {
      all.stream().filter(kind).forEach(left::add);
    }
    for (int rest = entries; rest > 0 && !left.isEmpty(); ) {
      Place place = left.remove();
      turn.add(place.path);
      rest -= place.weight();
    }
  }
}

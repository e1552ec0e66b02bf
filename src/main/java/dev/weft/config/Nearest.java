package dev.weft.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who wrote something else. */
final class Nearest {
  private Nearest() {}

  /** What to write instead of an unknown word: one that is like it, else any of them. */
  static String hint(String word, Collection<String> known) {
    return of(word, known)
        .map(near -> "did you mean: " + near + "?")
        .orElseGet(() -> "expected: " + String.join(", ", known));
  }

  /** The word with the fewest edits, at most a third of the letters. */
  static Optional<String> of(String word, Collection<String> known) {
    if (word.length() > 100) {
      return Optional.empty();
    }
    return known.stream()
        .filter(near -> edits(word, near) <= Math.max(word.length(), near.length()) / 3)
        .min(Comparator.comparingInt(near -> edits(word, near)));
  }

  /** How many letters must be changed, added, removed or swapped with the next. */
  static int edits(String one, String other) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        char a = one.charAt(i - 1);
        char b = other.charAt(j - 1);
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (a == b ? 0 : 1));
        if (i > 1 && j > 1 && a == other.charAt(j - 2) && b == one.charAt(i - 2)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[other.length()];
  }
}

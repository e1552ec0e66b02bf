package dev.weft.measure;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param variants in the order of the reports; at least one, each of another name
 * @param runs of each, 1..100; those of the variants take turns
 * @param warm whether each run visits the page twice, and the second visit counts: in the same
 *     profile, with the browser started anew between
 * @param record whether there is one more run of each that does not count, for what costs time
 * @param link between browser and server; empty for what there is
 * @param patience for one page to be complete, 1..3600 s
 */
public record Plan(
    List<Variant> variants,
    int runs,
    boolean warm,
    boolean record,
    Optional<Link> link,
    Installed browser,
    Duration patience) {
  public Plan {
    variants = List.copyOf(variants);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("variants: none (expected: at least one)");
    }
    if (runs < 1 || runs > 100) {
      throw new IllegalArgumentException("runs: " + runs + " (expected: 1..100)");
    }
    if (patience.toSeconds() < 1 || patience.toSeconds() > 3600) {
      throw new IllegalArgumentException(
          "timeout: " + patience.toSeconds() + " s (expected: 1..3600)");
    }
    Set<String> names = new HashSet<>();
    for (Variant variant : variants) {
      if (!names.add(variant.name())) {
        throw new IllegalArgumentException(
            "compare: " + variant.name() + " twice (expected: each once)");
      }
    }
  }
}

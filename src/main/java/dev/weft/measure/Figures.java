package dev.weft.measure;

import java.util.List;

/**
 * What some measurements of one thing come to. Sorted; at least one.
 *
 * @param values ascending
 */
public record Figures(List<Double> values) {
  /** Of three against three, one order of ten is as extreme as any can be. */
  static final int FEWEST = 4;

  public Figures {
    values = values.stream().sorted().toList();
    if (values.isEmpty()) {
      throw new IllegalArgumentException("figures: none (expected: at least one)");
    }
  }

  public double least() {
    return values.getFirst();
  }

  public double most() {
    return values.getLast();
  }

  public double median() {
    return quantile(0.5);
  }

  /** The value that this part of them is not above, between the nearest two (0..1). */
  public double quantile(double part) {
    double place = part * (values.size() - 1);
    int below = (int) place;
    double rest = place - below;
    double low = values.get(below);
    return rest == 0 ? low : low + rest * (values.get(below + 1) - low);
  }

  /** Whether there are enough of both to tell a difference from chance. */
  boolean comparable(Figures other) {
    return Math.min(values.size(), other.values.size()) >= FEWEST;
  }

  /** Whether chance alone would set them this far apart in less than one case of twenty. */
  public boolean differ(Figures other) {
    return RankSum.probability(values, other.values) < 0.05;
  }
}

package dev.weft.measure;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What some measurements of one thing come to. Sorted; at least one.
 *
 * @param values ascending
 */
public record Figures(List<Double> values) {
  public Figures {
    values = values.stream().sorted().toList();
    if (values.isEmpty()) {
      throw new IllegalArgumentException("figures: none (expected: at least one)");
    }
  }

  /** Of one metric of some loads. */
  static Figures of(List<PageLoad> loads, ToDoubleFunction<PageLoad> metric) {
    return new Figures(loads.stream().mapToDouble(metric).boxed().toList());
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

  /**
   * Whether these differ from others by more than chance is likely to make of so few: their ranges
   * between the quartiles do not touch.
   */
  public boolean differ(Figures other) {
    return quantile(0.75) < other.quantile(0.25) || other.quantile(0.75) < quantile(0.25);
  }

  @Override
  public String toString() {
    return Arrays.toString(values.toArray());
  }
}

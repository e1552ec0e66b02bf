package dev.weft.measure;

import java.util.Locale;
import java.util.Optional;

/**
 * The figures of a variant beside those of the first one, to which the others are compared.
 *
 * @param figures of this variant
 * @param ratio of the medians, this variant's to the first one's; NaN where there is none
 * @param verdict what is to be made of it
 */
record Comparison(Figures figures, double ratio, Verdict verdict) {
  /** What a difference is. */
  enum Verdict {
    /** It is the first one's, or the first one has none to compare with. */
    NONE,
    /** Chance alone would do the same in less than one case of twenty. */
    DIFFERENT,
    /** Chance alone would do it as well, or there is no difference. */
    ALIKE,
    /** There are too few runs to tell. */
    UNKNOWN
  }

  /** Empty where no load of the variant has the metric. */
  static Optional<Comparison> of(Outcome outcome, Metric metric, Variant variant) {
    Variant first = outcome.plan().variants().getFirst();
    Optional<Figures> base =
        variant.equals(first) ? Optional.empty() : metric.figures(outcome.loads(first));
    return metric
        .figures(outcome.loads(variant))
        .map(own -> base.map(other -> compare(own, other)).orElseGet(() -> alone(own)));
  }

  private static Comparison alone(Figures own) {
    return new Comparison(own, Double.NaN, Verdict.NONE);
  }

  private static Comparison compare(Figures own, Figures base) {
    if (base.median() == 0) {
      return alone(own);
    }
    double ratio = own.median() / base.median();
    if (own.differ(base)) {
      return new Comparison(own, ratio, Verdict.DIFFERENT);
    }
    boolean alike = ratio == 1 || own.comparable(base);
    return new Comparison(own, ratio, alike ? Verdict.ALIKE : Verdict.UNKNOWN);
  }

  /** The median to the unit. */
  String median() {
    return number(figures.median());
  }

  /** The least and the most to the unit; empty where they are the same. */
  String spread() {
    return figures.least() == figures.most()
        ? ""
        : number(figures.least()) + "-" + number(figures.most());
  }

  /** The difference to the first one, as a table has it; empty where there is nothing to say. */
  String difference() {
    return switch (verdict) {
      case NONE -> "";
      case DIFFERENT -> String.format(Locale.ROOT, "x%.2f", ratio);
      case ALIKE -> "=";
      case UNKNOWN -> String.format(Locale.ROOT, "x%.2f?", ratio);
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }
}

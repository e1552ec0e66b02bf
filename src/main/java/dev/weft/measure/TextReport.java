package dev.weft.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured, as a table for a terminal: a row for each metric, a column for each variant.
 */
public final class TextReport {
  private final Outcome outcome;
  private final List<List<String>> rows = new ArrayList<>();

  public TextReport(Outcome outcome) {
    this.outcome = outcome;
  }

  /** The lines of the table, and below it what it means. */
  public List<String> lines() {
    rows.clear();
    List<Variant> variants = outcome.plan().variants();
    row("", variants, Variant::name);
    row("complete runs", variants, variant -> Integer.toString(outcome.loads(variant).size()));
    for (Metric metric : Metric.of(outcome.loads())) {
      row(metric.heading(), variants, variant -> cell(metric, variant));
    }
    row("protocol", variants, outcome::protocols);
    List<String> lines = new ArrayList<>(Columns.aligned(rows));
    lines.add("");
    lines.addAll(meaning(outcome.plan()));
    return lines;
  }

  /** What the signs in a table mean. */
  static List<String> meaning(Plan plan) {
    List<String> lines = new ArrayList<>();
    List<Variant> variants = plan.variants();
    lines.add(
        "Medians"
            + (plan.runs() > 1 ? ", in brackets the least and the most" : "")
            + (variants.size() > 1
                ? "; x is to " + variants.getFirst().name() + ", = no more than chance would do."
                : "."));
    if (variants.size() > 1 && plan.runs() < Figures.FEWEST) {
      lines.add("?: too few runs to tell it from chance (--runs " + Figures.FEWEST + " or more).");
    }
    return lines;
  }

  private interface Text {
    String of(Variant variant);
  }

  private void row(String title, List<Variant> variants, Text text) {
    List<String> row = new ArrayList<>();
    row.add(title);
    variants.forEach(variant -> row.add(text.of(variant)));
    rows.add(row);
  }

  private String cell(Metric metric, Variant variant) {
    return Comparison.of(outcome, metric, variant).map(TextReport::cell).orElse("-");
  }

  private static String cell(Comparison comparison) {
    String spread = comparison.spread();
    String range = spread.isEmpty() ? "" : " (" + spread + ")";
    return (comparison.median() + range + " " + comparison.difference()).stripTrailing();
  }
}

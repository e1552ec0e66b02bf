package dev.weft.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
      String title = metric.title() + (metric.unit().isEmpty() ? "" : ", " + metric.unit());
      row(title, variants, variant -> cell(metric, variant));
    }
    row("protocol", variants, outcome::protocols);
    List<String> lines = new ArrayList<>(Columns.aligned(rows));
    lines.add("");
    lines.add(
        "Medians"
            + (outcome.plan().runs() > 1 ? ", in brackets the least and the most" : "")
            + (variants.size() > 1
                ? "; x is to " + variants.getFirst().name() + ", = no more than chance would do."
                : "."));
    if (variants.size() > 1 && outcome.plan().runs() < Figures.FEWEST) {
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
    Optional<Figures> figures = metric.figures(outcome.loads(variant));
    if (figures.isEmpty()) {
      return "-";
    }
    Figures own = figures.get();
    String text = number(own.median());
    if (own.least() != own.most()) {
      text += " (" + number(own.least()) + "-" + number(own.most()) + ")";
    }
    Variant first = outcome.plan().variants().getFirst();
    Optional<Figures> base = metric.figures(outcome.loads(first));
    if (variant.equals(first) || base.isEmpty() || base.get().median() == 0) {
      return text;
    }
    String ratio = String.format(Locale.ROOT, " x%.2f", own.median() / base.get().median());
    if (own.differ(base.get())) {
      return text + ratio;
    }
    boolean alike = own.median() == base.get().median() || own.comparable(base.get());
    return text + (alike ? " =" : ratio + "?");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }
}

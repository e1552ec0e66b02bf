package dev.weft.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page may cost at most.
 *
 * @param metric of which the median counts
 * @param most in the unit of the metric
 */
public record Budget(Metric metric, double most) {
  private static final Pattern FORM =
      Pattern.compile("([^=]{1,100})=(\\d{1,12}(?:\\.\\d{1,3})?)(ms|s|kb|mb)?");

  /**
   * Reads {@code lcp=1500ms,requests=50}.
   *
   * @throws IllegalArgumentException when the text is no such list
   */
  public static List<Budget> parse(String text) {
    List<Budget> budgets = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = FORM.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "budget: " + part + " (expected: such as lcp=1500ms or requests=50)");
      }
      double unit =
          switch (matcher.group(3)) {
            case "s", "kb" -> 1e3;
            case "mb" -> 1e6;
            case null, default -> 1;
          };
      budgets.add(
          new Budget(Metric.named(matcher.group(1)), Double.parseDouble(matcher.group(2)) * unit));
    }
    return budgets;
  }

  /** One line for each variant that is over it, or has no such metric. */
  public List<String> exceeded(Outcome outcome) {
    List<String> lines = new ArrayList<>();
    for (Variant variant : outcome.plan().variants()) {
      Optional<Figures> figures = metric.figures(outcome.loads(variant));
      if (figures.isEmpty() || figures.get().median() > most) {
        String found =
            figures.map(f -> String.format(Locale.ROOT, "%.0f", f.median())).orElse("nothing");
        lines.add(
            String.format(
                Locale.ROOT,
                "budget: %s: %s %s (expected: at most %.0f%s)",
                variant.name(),
                metric.name(),
                found,
                most,
                metric.unit()));
      }
    }
    return lines;
  }
}

package dev.weft.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
      Metric metric = Metric.named(matcher.group(1));
      if (budgets.stream().anyMatch(each -> each.metric.name().equals(metric.name()))) {
        throw new IllegalArgumentException(
            "budget: " + metric.name() + " twice (expected: each once)");
      }
      budgets.add(
          new Budget(
              metric, Double.parseDouble(matcher.group(2)) * unit(metric, matcher.group(3))));
    }
    return budgets;
  }

  private static double unit(Metric metric, @Nullable String unit) {
    String kind = metric.unit().isEmpty() ? metric.name() : metric.unit();
    return switch (unit == null ? "" : kind + " in " + unit) {
      case "", "ms in ms" -> 1;
      case "ms in s", "bytes in kb" -> 1e3;
      case "bytes in mb" -> 1e6;
      default ->
          throw new IllegalArgumentException(
              "budget: " + metric.name() + " in " + unit + " (expected: no such unit)");
    };
  }

  /** One line for each variant that is over it, or has no such metric. */
  public List<String> exceeded(Outcome outcome) {
    List<String> lines = new ArrayList<>();
    for (Variant variant : outcome.plan().variants()) {
      Optional<Figures> figures = metric.figures(outcome.loads(variant));
      if (figures.isEmpty() || figures.get().median() > most) {
        String found = figures.map(each -> plain(each.median()) + metric.unit()).orElse("nothing");
        lines.add(
            "budget: %s: %s %s (expected: at most %s%s)"
                .formatted(variant.name(), metric.title(), found, plain(most), metric.unit()));
      }
    }
    return lines;
  }

  /** To a tenth, upwards: what is over a limit is not to look like the limit. */
  private static String plain(double value) {
    BigDecimal tenths = BigDecimal.valueOf(value).setScale(1, RoundingMode.CEILING);
    return tenths.stripTrailingZeros().toPlainString();
  }
}

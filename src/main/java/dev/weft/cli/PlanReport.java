package dev.weft.cli;

import dev.weft.asset.Asset;
import dev.weft.asset.Coding;
import dev.weft.graph.Missing;
import dev.weft.graph.PagePlan;
import dev.weft.graph.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code weft plan} prints. */
final class PlanReport {
  /** More than these are counted and not named in the text, where a person looks at it. */
  private static final int MOST_NAMED = 20;

  private final PlannedPage page;
  private final PagePlan plan;

  PlanReport(PlannedPage page) {
    this.page = page;
    this.plan = page.plan();
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(row("depth", PlannedPage.CODINGS.stream().map(Coding::token).toList(), "file"));
    plan.document().ifPresent(_ -> lines.add(resource("0", plan.page(), plan.page().path())));
    for (List<Resource> each : List.of(plan.modules(), plan.styles(), plan.others())) {
      each.forEach(r -> lines.add(resource(String.valueOf(r.depth()), r.asset(), name(r))));
    }
    plan.lazy().forEach(r -> lines.add(resource("later", r.asset(), name(r))));
    lines.add("");
    lines.add(row("files", PlannedPage.CODINGS.stream().map(Coding::token).toList(), ""));
    lines.add(sum(plan.modules(), "modules, " + plan.depth() + " deep"));
    lines.add(sum(plan.styles(), "style sheets"));
    lines.add(sum(plan.others(), "scripts, fonts, images and others"));
    lines.add(sum(plan.lazy(), "modules that are imported later, if ever"));
    if (page.unknown().values().stream().anyMatch(codings -> !codings.isEmpty())) {
      lines.add(
          "(-: not compressed yet. A server does it in the background; --compress does it now.)");
    }
    lines.add("");
    lines.add(
        "Round trips until the last module is there: %d as it is, %d when the document names all."
            .formatted(plan.roundTrips(), plan.flatRoundTrips()));
    lines.add(
        "Round trips until the last style sheet, font and image is: "
            + page.otherRoundTrips()
            + ".");
    lines.add(
        "(One for the document, and one for each step of the longest way on which a file names"
            + " the next.)");
    lines.add(
        "Links to modules that the document is sent with: " + page.links().links().size() + ".");
    lines.add(
        "Modules that it names by their content with fingerprint = true: "
            + page.named().modules().size()
            + ".");
    named(lines, "Not linked", page.links().reasons());
    named(lines, "Not named by content", page.named().reasons());
    named(lines, "Missing", plan.missing().stream().map(PlanReport::told).toList());
    named(lines, "Not understood", plan.problems());
    named(lines, "Cycles", plan.cycles().stream().map(c -> String.join(" ", c)).toList());
    named(
        lines,
        "From elsewhere",
        plan.external().entrySet().stream().map(e -> e.getKey() + ", by " + e.getValue()).toList());
    named(lines, "Imports of what only runs know", plan.computed());
    named(lines, "Unused by any page", page.unused());
    return String.join("\n", lines);
  }

  private static String name(Resource resource) {
    return switch (resource.kind()) {
      case JSON_MODULE -> resource.url() + " (json)";
      case CSS_MODULE -> resource.url() + " (css)";
      case MODULE, STYLE_SHEET, SCRIPT, FONT, IMAGE, OTHER -> resource.url();
    };
  }

  private static String told(Missing missing) {
    return missing.name() + ", by " + missing.by() + ": " + missing.reason();
  }

  private String resource(String depth, Asset asset, String name) {
    return row(
        depth, PlannedPage.CODINGS.stream().map(c -> number(page.bytes(asset, c))).toList(), name);
  }

  private String sum(Collection<Resource> resources, String name) {
    return row(
        number(resources.size()),
        PlannedPage.CODINGS.stream().map(c -> number(page.bytes(resources, c))).toList(),
        name);
  }

  private static String row(String first, List<String> numbers, String name) {
    String columns = numbers.stream().map("%11s"::formatted).collect(Collectors.joining());
    return "%5s%s  %s".formatted(first, columns, name).stripTrailing();
  }

  static String number(long number) {
    return number == PlannedPage.UNKNOWN ? "-" : String.format(Locale.ROOT, "%,d", number);
  }

  private static void named(List<String> lines, String title, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(title + ": " + names.size());
    names.stream().limit(MOST_NAMED).forEach(name -> lines.add("  " + name));
    if (names.size() > MOST_NAMED) {
      lines.add("  and " + (names.size() - MOST_NAMED) + " more");
    }
  }

  String json() {
    return "{\"page\": "
        + Json.quoted(plan.page().path())
        + ",\n \"bytes\": "
        + bytes(plan.page())
        + ",\n \"depth\": "
        + plan.depth()
        + ",\n \"roundTrips\": {\"now\": %d, \"flat\": %d, \"others\": %d}"
            .formatted(plan.roundTrips(), plan.flatRoundTrips(), page.otherRoundTrips())
        + ",\n \"modules\": "
        + resources(plan.modules())
        + ",\n \"later\": "
        + resources(plan.lazy())
        + ",\n \"styles\": "
        + resources(plan.styles())
        + ",\n \"others\": "
        + resources(plan.others())
        + ",\n \"preloaded\": "
        + strings(plan.preloaded().stream().sorted().toList())
        + ",\n \"links\": {\"count\": %d, \"reasons\": %s}"
            .formatted(page.links().links().size(), strings(page.links().reasons()))
        + ",\n \"fingerprints\": {\"modules\": %d, \"reasons\": %s}"
            .formatted(page.named().modules().size(), strings(page.named().reasons()))
        + ",\n \"missing\": "
        + array(plan.missing().stream().map(PlanReport::object).toList())
        + ",\n \"problems\": "
        + strings(plan.problems())
        + ",\n \"cycles\": "
        + array(plan.cycles().stream().map(PlanReport::strings).toList())
        + ",\n \"external\": "
        + strings(List.copyOf(plan.external().keySet()))
        + ",\n \"computed\": "
        + strings(plan.computed())
        + ",\n \"unused\": "
        + strings(page.unused())
        + "}";
  }

  private String resources(List<Resource> resources) {
    List<String> objects =
        resources.stream()
            .map(
                r ->
                    "{\"url\": %s, \"kind\": %s, \"depth\": %d, \"by\": %s, \"bytes\": %s, \"imports\": %s}"
                        .formatted(
                            Json.quoted(r.url()),
                            Json.quoted(kind(r)),
                            r.depth(),
                            Json.quoted(r.by()),
                            bytes(r.asset()),
                            strings(r.imports())))
            .toList();
    return objects.isEmpty() ? "[]" : "[\n  " + String.join(",\n  ", objects) + "]";
  }

  private static String kind(Resource resource) {
    return resource.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String bytes(Asset asset) {
    return PlannedPage.CODINGS.stream()
        .map(c -> Json.quoted(c.token()) + ": " + known(page.bytes(asset, c)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String known(long bytes) {
    return bytes == PlannedPage.UNKNOWN ? "null" : String.valueOf(bytes);
  }

  private static String object(Missing missing) {
    return "{\"name\": %s, \"by\": %s, \"reason\": %s}"
        .formatted(
            Json.quoted(missing.name()), Json.quoted(missing.by()), Json.quoted(missing.reason()));
  }

  private static String strings(List<String> values) {
    return array(values.stream().map(Json::quoted).toList());
  }

  private static String array(List<String> values) {
    return "[" + String.join(", ", values) + "]";
  }
}

package dev.weft.cli;

import dev.weft.asset.Coding;
import dev.weft.graph.PagePlan;
import dev.weft.graph.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The plan of a page as a page: a picture of the graph and its figures, with nothing that would
 * have to be loaded.
 *
 * <p>Modules stand in columns by their depth, in the order in which a browser finds them, the area
 * of each for its bytes; a strong line leads to it from the first that names it, thin ones from the
 * others.
 */
final class PlanPage {
  private static final int COLUMN = 190;
  private static final int ROW = 18;
  private static final int MARGIN = 40;

  /** Beyond so many files the names would be too many to be drawn. */
  private static final int MOST_ROWS = 400;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --paper: #fff; --ink: #222; --soft: #6b6b6b; --rule: #ddd;
        --line: #8a8a8a; --node: #b8860f; --page: #24508c; --cycle: #b3261e; }
      @media (prefers-color-scheme: dark) { :root { --paper: #171411; --ink: #eee; --soft: #a5a5a5;
        --rule: #3a3a3a; --line: #8d8d8d; --node: #dfb04a; --page: #93b9ea; --cycle: #ff8a80; } }
      body { margin: 2rem; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
      h1 { font-size: 1.3rem; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin-top: 2rem; }
      .picture { overflow: auto; max-height: 80vh; border: 1px solid var(--rule); border-radius: 6px; }
      svg { display: block; } svg text { font: 11px system-ui, sans-serif; fill: var(--ink);
        paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
      svg .head { fill: var(--soft); } .node { fill: var(--node); } .page { fill: var(--page); }
      .cycle { fill: var(--cycle); } .edge { fill: none; stroke: var(--line); stroke-opacity: .15; }
      .first { stroke-opacity: .5; } g.module:hover circle { stroke: var(--ink); stroke-width: 2; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { padding: .15rem .8rem; text-align: right; border-bottom: 1px solid var(--rule); }
      th:last-child, td:last-child { text-align: left; overflow-wrap: anywhere; } th { color: var(--soft); }
      .figures { display: flex; flex-wrap: wrap; gap: 2rem; padding: 0; list-style: none; }
      .figures b { display: block; font-size: 1.5rem; } .soft { color: var(--soft); }
      """;

  private final PlannedPage page;
  private final PagePlan plan;
  private final Map<String, Point> points = new HashMap<>();
  private final StringBuilder svg = new StringBuilder();

  private record Point(int x, int y) {}

  private PlanPage(PlannedPage page) {
    this.page = page;
    this.plan = page.plan();
  }

  static String of(PlannedPage page) {
    return new PlanPage(page).html();
  }

  private String html() {
    String title = escaped("Plan of " + plan.page().path());
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%s</title>
    <style>
    %s</style>
    <h1>%s</h1>
    <ul class="figures">%s</ul>
    <p class="soft">Round trips until the last module is there: one for the document, and one for
    each step of the longest way on which a module names the next.</p>
    <div class="picture">%s</div>
    <p class="soft">From left to right: what the document names, what that names, and so on. The
    area of a dot stands for its bytes; a strong line comes from the first file that names
    it. Dots of cycles are red.</p>
    %s%s</html>
    """
        .formatted(title, STYLE, title, figures(), picture(), table(), lists());
  }

  private String figures() {
    return figure(plan.modules().size(), "modules")
        + figure(plan.depth(), "deep")
        + figure(plan.roundTrips(), "round trips as it is")
        + figure(plan.flatRoundTrips(), "when the document names all")
        + figure(page.bytes(plan.modules(), Coding.IDENTITY), "bytes of modules")
        + figure(page.bytes(plan.modules(), Coding.BR), "in br")
        + figure(plan.missing().size(), "missing")
        + figure(plan.cycles().size(), "cycles");
  }

  private static String figure(long number, String name) {
    return "<li><b>" + PlanReport.number(number) + "</b> " + name + "</li>";
  }

  private String picture() {
    List<List<Resource>> layers = page.layers();
    int rows = Math.min(MOST_ROWS, layers.stream().mapToInt(List::size).max().orElse(0));
    int height = 2 * MARGIN + Math.max(1, rows) * ROW;
    int width = MARGIN + (layers.size() + 1) * COLUMN;
    Point start = new Point(MARGIN, MARGIN + ROW);
    for (int depth = 0; depth < layers.size(); depth++) {
      for (int row = 0; row < Math.min(MOST_ROWS, layers.get(depth).size()); row++) {
        Point at = new Point(MARGIN + (depth + 1) * COLUMN, MARGIN + ROW + row * ROW);
        points.put(layers.get(depth).get(row).url(), at);
      }
    }
    edges(start);
    nodes(layers, start);
    return "<svg role=\"img\" aria-label=\"The graph of imports\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">%s</svg>"
        .formatted(width, height, width, height, svg);
  }

  private void edges(Point start) {
    Map<String, String> firsts = new HashMap<>();
    plan.modules().forEach(module -> firsts.put(module.url(), module.by()));
    for (Resource module : plan.modules()) {
      Point at = points.get(module.url());
      if (at == null) {
        continue;
      }
      if (module.by().equals(plan.page().path())) {
        edge(start, at, true);
      }
      for (String url : module.imports()) {
        Point target = points.get(url);
        if (target != null) {
          edge(at, target, module.asset().path().equals(firsts.get(url)));
        }
      }
    }
  }

  private void edge(Point from, Point to, boolean first) {
    int middle = (from.x() + to.x()) / 2;
    svg.append(
        "<path class=\"edge%s\" d=\"M%d %dC%d %d %d %d %d %d\"/>"
            .formatted(
                first ? " first" : "",
                from.x(),
                from.y(),
                middle,
                from.y(),
                middle,
                to.y(),
                to.x(),
                to.y()));
  }

  private void nodes(List<List<Resource>> layers, Point start) {
    List<String> cyclic = plan.cycles().stream().flatMap(List::stream).toList();
    node(start, 6, "page", plan.page().path(), plan.page().path());
    for (int depth = 0; depth < layers.size(); depth++) {
      List<Resource> layer = layers.get(depth);
      svg.append(
          "<text class=\"head\" x=\"%d\" y=\"%d\">depth %d: %s</text>"
              .formatted(
                  MARGIN + (depth + 1) * COLUMN - 6,
                  MARGIN / 2,
                  depth + 1,
                  layer.size() == 1 ? "1 module" : layer.size() + " modules"));
      for (Resource module : layer) {
        Point at = points.get(module.url());
        if (at != null) {
          long bytes = page.least(module.asset());
          int radius = (int) Math.clamp(Math.sqrt((double) bytes) / 8, 3, 8);
          node(
              at,
              radius,
              cyclic.contains(module.url()) ? "cycle" : "node",
              name(module),
              told(module));
        }
      }
      if (layer.size() > MOST_ROWS) {
        svg.append(
            "<text class=\"head\" x=\"%d\" y=\"%d\">and %d more</text>"
                .formatted(
                    MARGIN + (depth + 1) * COLUMN,
                    MARGIN + ROW + MOST_ROWS * ROW,
                    layer.size() - MOST_ROWS));
      }
    }
  }

  private void node(Point at, int radius, String type, String name, String told) {
    svg.append(
        "<g class=\"module\"><circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"/><text x=\"%d\" y=\"%d\">%s</text><title>%s</title></g>"
            .formatted(
                type,
                at.x(),
                at.y(),
                radius,
                at.x() + 11,
                at.y() + 4,
                escaped(shortened(name)),
                escaped(told)));
  }

  private static String name(Resource module) {
    return module.url().substring(module.url().lastIndexOf('/') + 1);
  }

  private static String shortened(String name) {
    return name.length() <= 24
        ? name
        : name.substring(0, 11) + "\u2026" + name.substring(name.length() - 12);
  }

  private String told(Resource module) {
    return "%s\n%s bytes, %s in br\nfirst named by %s\nimports %d"
        .formatted(
            module.url(),
            PlanReport.number(module.asset().size()),
            PlanReport.number(page.bytes(module.asset(), Coding.BR)),
            module.by(),
            module.imports().size());
  }

  private String table() {
    String head =
        PlannedPage.CODINGS.stream()
            .map(coding -> "<th>" + coding.token())
            .collect(Collectors.joining());
    String rows =
        plan.resources()
            .map(
                r ->
                    "<tr><td>%d%s<td>%s: %s"
                        .formatted(
                            r.depth(),
                            PlannedPage.CODINGS.stream()
                                .map(c -> "<td>" + PlanReport.number(page.bytes(r.asset(), c)))
                                .collect(Collectors.joining()),
                            r.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            escaped(r.url())))
            .collect(Collectors.joining("\n"));
    return "<h2>Files</h2><table><tr><th>depth" + head + "<th>file\n" + rows + "</table>";
  }

  private String lists() {
    return list(
            "Missing",
            plan.missing().stream()
                .map(m -> m.name() + ", by " + m.by() + ": " + m.reason())
                .toList())
        + list("Not understood", plan.problems())
        + list("Cycles", plan.cycles().stream().map(c -> String.join(" ", c)).toList())
        + list("From elsewhere", List.copyOf(plan.external().keySet()))
        + list("Unused by any page", page.unused());
  }

  private static String list(String title, List<String> items) {
    return items.isEmpty()
        ? ""
        : items.stream()
            .map(item -> "<li>" + escaped(item))
            .collect(Collectors.joining("\n", "<h2>" + title + "</h2><ul>", "</ul>"));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

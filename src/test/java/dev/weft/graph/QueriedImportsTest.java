package dev.weft.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weft.graph.ImportMap.Resolution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The import map of a page in which every module has a query of its own. */
final class QueriedImportsTest {
  private static final List<String> MODULES =
      List.of(
          "/app.js",
          "/lib/index.js",
          "/lib/a.js",
          "/lib/sub/b.js",
          "/other/b.js",
          "/js/c.js",
          "/js2/c.js",
          "/lib/with%20space.js");

  private static final List<String> SPECIFIERS =
      List.of(
          "lib",
          "lib/",
          "lib/a.js",
          "lib/sub/b.js",
          "lib/none.js",
          "lib/with space.js",
          "bare",
          "./lib/a.js",
          "./a.js",
          "../lib/a.js",
          "/lib/a.js",
          "/app.js",
          "/app.js?x=1",
          "/app.js#x",
          "/js/c.js",
          "/js2/c.js",
          "/other/b.js",
          "/lib/with space.js",
          "https://localhost/app.js",
          "https://elsewhere.test/app.js",
          "lib/../app.js",
          "lib/sub/../a.js");

  private static final List<String> FROM =
      List.of("/index.html", "/app.js", "/lib/a.js", "/lib/sub/b.js", "/js/c.js");

  private static final String IMPORTS = "{\"imports\": {\"lib\": \"/lib/index.js\"}}";

  static final List<String> MAPS =
      List.of(
          "{}",
          IMPORTS,
          "{\"imports\": {\"lib/\": \"/lib/\"}}",
          "{\"imports\": {\"lib/\": \"./lib/\", \"lib/a.js\": \"/app.js\"}}",
          "{\"imports\": {\"lib/\": \"/lib/\", \"lib/sub/\": \"/other/\"}}",
          "{\"imports\": {\"lib/\": \"/lib/\", \"lib/sub/\": null, \"lib/a.js\": null}}",
          "{\"imports\": {\"/js/\": \"/js2/\"}}",
          "{\"imports\": {\"/app.js\": \"/lib/a.js\", \"/lib/a.js\": \"/app.js\"}}",
          "{\"imports\": {\"bare\": \"https://elsewhere.test/app.js\"}}",
          "{\"imports\": {\"bare\": \"https://localhost/app.js\"}}",
          "{\"imports\": {\"bare\": \"/app.js?x=1\", \"lib\": \"/app.js#x\"}}",
          "{\"scopes\": {\"/lib/\": {\"bare\": \"/lib/a.js\", \"lib/\": \"/other/\"}}}",
          "{\"imports\": {\"lib/\": \"/lib/\"}, \"scopes\": {\"/lib/a.js\": {\"lib/\": \"/js/\","
              + " \"/app.js\": \"/js/c.js\"}, \"/lib/\": {\"/app.js\": null}}}",
          "{\"scopes\": {\"/lib/\": {\"./\": \"/js/\"}, \"/lib/sub/\": {\"/lib/\":"
              + " \"/lib/sub/\"}}}");

  @TempDir Path folder;

  private GraphFixture site(String document) throws IOException {
    GraphFixture site = new GraphFixture(folder).file("index.html", document);
    for (String module : MODULES) {
      site.file(module.substring(1).replace("%20", " "), "");
    }
    site.file(
        "app.js",
        SPECIFIERS.stream().map("import('%s');"::formatted).collect(Collectors.joining("\n")));
    return site;
  }

  private QueriedImports of(String document, Map<String, String> queries) throws IOException {
    ImportGraph graph = site(document).graph();
    return QueriedImports.of(graph, GraphFixture.plan(graph), queries);
  }

  private static String page(String... maps) {
    return "<title>x</title><script type=importmap>"
        + String.join("</script><script type=importmap>", maps)
        + "</script><script type=module src=app.js></script>";
  }

  /** Whatever a module names, it gets what it got before, with the query of what it gets. */
  @ParameterizedTest
  @FieldSource("MAPS")
  void everySpecifierLeadsToWhatItLedTo(String map) throws IOException {
    Map<String, String> queries = new HashMap<>();
    MODULES.forEach(module -> queries.put(module, "?v=" + queries.size()));
    Url document = Url.of("https://localhost", "/index.html");
    ImportMap before = ImportMap.parse(map, document);
    ImportMap after = ImportMap.parse(of(page(map), queries).text(), document);
    for (String from : FROM) {
      for (String specifier : SPECIFIERS) {
        Url plain = url(from);
        Url asked = url(from + queries.getOrDefault(from, ""));
        assertEquals(
            queried(before.resolve(specifier, plain), queries),
            text(after.resolve(specifier, asked)),
            () -> specifier + " in " + from);
      }
    }
  }

  private static Url url(String target) {
    Url url = Url.parse("https://localhost" + target, null);
    if (url == null) {
      throw new IllegalArgumentException(target);
    }
    return url;
  }

  private static String text(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Resolved(Url url) -> url.toString();
      case Resolution.Failed _ -> "none";
    };
  }

  private static String queried(Resolution resolution, Map<String, String> queries) {
    String url = text(resolution);
    return url + queries.getOrDefault(url.replaceFirst("https://localhost", ""), "");
  }

  @Test
  void urlsAreOfWhereverThePageIsAndThoseOfOthersStay() throws IOException {
    assertEquals(
        "{\"imports\":{\"bare\":\"https://elsewhere.test/x.js\",\"/app.js\":\"/app.js?v=1\","
            + "\"lib\":\"/app.js?v=1\"}}",
        of(
                page(
                    "{\"imports\":{\"lib\":\"./app.js\",\"bare\":\"https://elsewhere.test/x.js\"}}"),
                Map.of("/app.js", "?v=1"))
            .text());
  }

  @Test
  void severalMapsBecomeOneAndAWrongOneStaysForTheBrowserToTell() throws IOException {
    QueriedImports imports =
        of(
            page(
                "{\"imports\": {\"a\": \"/app.js\"}}",
                "{",
                "{\"imports\": {\"a\": \"/x.js\"," + " \"b\": \"/js/c.js\"}}"),
            Map.of("/app.js", "?v=1", "/js/c.js", "?v=2"));
    assertEquals(
        "{\"imports\":{\"a\":\"/app.js?v=1\",\"b\":\"/js/c.js?v=2\","
            + "\"/app.js\":\"/app.js?v=1\",\"/js/c.js\":\"/js/c.js?v=2\"}}",
        imports.text());
    assertEquals(2, imports.replaced().size());
  }

  @Test
  void hashesAreOfBothUrls() throws IOException {
    assertEquals(
        "{\"imports\":{\"/app.js\":\"/app.js?v=1\"},"
            + "\"integrity\":{\"/app.js\":\"sha256-x\",\"/app.js?v=1\":\"sha256-x\"}}",
        of(page("{\"integrity\": {\"./app.js\": \"sha256-x\"}}"), Map.of("/app.js", "?v=1"))
            .text());
  }

  @Test
  void nothingInItEndsTheScriptOrIsMoreThanAscii() throws IOException {
    String text =
        of(
                page(
                    "{\"imports\": {\"\\u003c/script>\": \"/app.js\", \"\\u003c!--\": null,"
                        + " \"\\\"\\\\\": \"/app.js\", \"\u00e9\": \"/app.js\"}}"),
                Map.of("/app.js", "?v=1"))
            .text();
    assertFalse(text.contains("<"), text);
    assertEquals(
        "{\"imports\":{\"\\\"\\\\\":\"/app.js?v=1\",\"\\u003c!--\":null,"
            + "\"\\u003c/script>\":\"/app.js?v=1\",\"/app.js\":\"/app.js?v=1\","
            + "\"\\u00e9\":\"/app.js?v=1\"}}",
        text);
    ImportMap read = ImportMap.parse(text, url("/index.html"));
    Stream.of("\u00e9", "</script>", "\"\\")
        .forEach(
            name ->
                assertEquals(
                    "https://localhost/app.js?v=1", text(read.resolve(name, url("/app.js")))));
  }
}

package dev.weft.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.asset.Asset;
import dev.weft.config.Flatten;
import dev.weft.config.Glob;
import dev.weft.config.SiteSettings;
import dev.weft.graph.ImportGraph;
import dev.weft.graph.PagePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which links documents get, and where; the app imports b, and b imports c. */
class ModuleLinksTest {
  private static final String ORIGIN = "https://localhost";

  @TempDir Path folder;

  /**
   * A document in which {@code ^} marks where the links are expected.
   *
   * @param links what is expected to be linked; empty for a document that stays as it is
   */
  record Page(String name, String text, String links) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Page> PAGES =
      List.of(
          new Page(
              "scripts alone",
              "<title>x</title>^<script type=module src=/app.js></script>",
              "app b c"),
          new Page(
              "after the style sheets and before the script",
              "<head><link rel=stylesheet href=s.css><style>p{}</style>^"
                  + "<script type=module src=app.js></script></head><body>",
              "app b c"),
          new Page(
              "a script before the style sheet",
              "<script type=module src=app.js></script><link rel=stylesheet href=s.css>^<p>",
              "app b c"),
          new Page(
              "no head: at its end",
              "<!doctype html><title>x</title>^<p>Hello<script type=module src=app.js></script>",
              "app b c"),
          new Page(
              "a head and nothing in it",
              "<html><head>^</head><body><script type=module src=app.js></script>",
              "app b c"),
          new Page(
              "styles in the body are not waited for",
              "<head><title>x</title>^</head><body><link rel=stylesheet href=s.css>"
                  + "<script type=module src=app.js></script>",
              "app b c"),
          new Page(
              "after an import map, wherever it is",
              "<head><link rel=stylesheet href=s.css></head><body>"
                  + "<script type=importmap>{}</script>^<script type=module src=app.js></script>",
              "app b c"),
          new Page(
              "after the page's own policy",
              "<link rel=stylesheet href=s.css>"
                  + "<meta http-equiv=content-security-policy content=\"script-src 'self'\">^"
                  + "<script type=module src=app.js></script>",
              "app b c"),
          new Page(
              "an inline module",
              "<title>x</title>^<script type=module>import './b.js'</script>",
              "b c"),
          new Page(
              "not what the page preloads itself",
              "<title>x</title>^<link rel=modulepreload href=b.js>"
                  + "<script type=module src=app.js></script>",
              "app c"),
          new Page(
              "a base in the site",
              "<base href=/sub/>^<script type=module src=../app.js></script>",
              "app b c"),
          new Page(
              "a base elsewhere",
              "<base href=//cdn.test/><script type=module src=https://localhost/app.js></script>",
              ""),
          new Page("nothing to find out", "<script type=module src=c.js></script>", ""),
          new Page("no modules", "<script src=app.js></script>", ""),
          new Page(
              "a hash that the page gives its script",
              "^<script type=module src=app.js integrity=sha256-x></script>",
              "b c"),
          new Page(
              "a policy without the site",
              "<meta http-equiv=content-security-policy content=\"script-src 'nonce-1'\">"
                  + "<script type=module nonce=1 src=app.js></script>",
              ""),
          new Page(
              "a query",
              "^<script type=module src='q.js?a=1&amp;b=2'></script>",
              "q?a=1&amp;b=2 b c"));

  @ParameterizedTest
  @FieldSource("PAGES")
  void documentIsSentWithLinks(Page page) throws IOException {
    String text = page.text().replace("^", "");
    String links =
        page.links().isEmpty()
            ? ""
            : List.of(page.links().split(" ")).stream()
                .map(name -> name.replaceFirst("^(\\w+)", "/$1.js"))
                .map("<link rel=\"modulepreload\" href=\"%s\" fetchpriority=\"low\">"::formatted)
                .collect(Collectors.joining("\n", "\n", "\n"));
    ModuleLinks found = links(text, site -> site);
    assertEquals(!links.isEmpty(), !found.links().isEmpty(), found::toString);
    String sent = links.isEmpty() ? text : new String(found.in(text.getBytes(UTF_8)), UTF_8);
    assertEquals(page.text().replace("^", links), sent);
  }

  @Test
  void linksThatWaitForAPaintStandInATemplateAtTheEnd() throws IOException {
    String page = "<head><script type=module src=app.js></script></head><p>Hello";
    for (String end : List.of("</body>\n</html>\n", "")) {
      ModuleLinks links = links(page + end, AFTER_PAINT);
      String sent = new String(links.in((page + end).getBytes(UTF_8)), UTF_8);
      String inserted = sent.substring(page.length(), sent.length() - end.length());
      assertEquals(page + inserted + end, sent);
      assertTrue(
          inserted.startsWith("<template>\n<link rel=\"modulepreload\" href=\"/app.js\">\n"),
          inserted);
      assertTrue(inserted.endsWith("</script>"), inserted);
    }
    assertEquals(
        List.of("the page ends in something that has no end"),
        links(page + "<!--", AFTER_PAINT).reasons());
  }

  @Test
  void scriptThatPlacesLinksIsAllowedOrThereIsNone() throws IOException {
    String self = "script-src 'self'";
    ModuleLinks blocked =
        links(APP, AFTER_PAINT.andThen(with("Content-Security-Policy", self))::apply);
    assertEquals(List.of(), blocked.links());
    assertEquals(
        List.of("the page's own policy would block the script that adds links after a paint"),
        blocked.reasons());
    ModuleLinks allowed =
        links(
            APP,
            AFTER_PAINT.andThen(with("Content-Security-Policy", self + " " + AfterPaint.HASH))
                ::apply);
    assertEquals(3, allowed.links().size());
    String manual = Files.readString(Path.of("src/site/markdown/unbundled.md"));
    assertTrue(manual.contains(AfterPaint.HASH), AfterPaint.HASH);
  }

  @Test
  void credentialsAreThoseOfTheScripts() throws IOException {
    String page = "<script type=module crossorigin=use-credentials src=app.js></script>";
    assertEquals(
        "<link rel=\"modulepreload\" href=\"/app.js\" fetchpriority=\"low\""
            + " crossorigin=\"use-credentials\">",
        links(page, site -> site).links().getFirst().element(true));
  }

  @Test
  void hashesOfTheImportMapAreKept() throws IOException {
    String page =
        "<script type=importmap>{\"integrity\": {\"/b.js\": \"sha384-AbC+/=\"}}</script>"
            + "<script type=module src=app.js></script>";
    assertEquals(
        "<link rel=\"modulepreload\" href=\"/b.js\" fetchpriority=\"low\""
            + " integrity=\"sha384-AbC+/=\">",
        links(page, site -> site).links().get(1).element(true));
  }

  @Test
  void policyOfTheSiteCounts() throws IOException {
    ModuleLinks links = links(APP, with("Content-Security-Policy", "script-src 'none'"));
    assertEquals(List.of(), links.links());
    assertEquals(
        List.of("3 modules are not linked: the page's own policy would block it"), links.reasons());
    assertEquals(
        3, links(APP, with("Content-Security-Policy", "script-src 'self'")).links().size());
    assertEquals(
        List.of(), links(APP, with("Integrity-Policy", "blocked-destinations=(script)")).links());
  }

  @Test
  void headerFieldNamesAllAndIsBounded() throws IOException {
    UnaryOperator<SiteSettings> header = site -> site.withFlatten(Flatten.HEADER);
    assertEquals(
        new Field(
            "Link",
            "</app.js>; rel=modulepreload; fetchpriority=low, "
                + "</b.js>; rel=modulepreload; fetchpriority=low, "
                + "</c.js>; rel=modulepreload; fetchpriority=low"),
        links(APP, header).field());
    String map = "<script type=importmap>{}</script>";
    assertEquals(List.of(), links(map + APP, header).links());

    ModuleLinks many = links(MANY, header);
    assertTrue(many.field().value().length() <= ModuleLinks.LONGEST_FIELD);
    assertEquals(1, many.reasons().size(), many.reasons()::toString);
  }

  @Test
  void modulesBeyondTheMostAreTold() throws IOException {
    ModuleLinks links = links(MANY, site -> site);
    assertEquals(ModuleLinks.MOST, links.links().size());
    assertEquals(
        List.of("4 modules are not linked (expected: at most 1000 of a page)"), links.reasons());
  }

  @Test
  void offMeansNone() throws IOException {
    assertEquals(List.of(), links(APP, site -> site.withFlatten(Flatten.OFF)).links());
  }

  private static final String APP = "<script type=module src=app.js></script>";
  private static final String MANY = "<script type=module src=many.js></script>";

  private static final UnaryOperator<SiteSettings> AFTER_PAINT =
      site -> site.withFlatten(Flatten.AFTER_PAINT);

  private static UnaryOperator<SiteSettings> with(String name, String value) {
    return site ->
        site.withRules(
            List.of(new SiteSettings.HeaderRule(Glob.parse("*.html"), Map.of(name, value))));
  }

  private ModuleLinks links(String document, UnaryOperator<SiteSettings> settings)
      throws IOException {
    StringBuilder many = new StringBuilder("import './app.js';");
    try (SiteFixture fixture = new SiteFixture(folder)) {
      if (document.contains("many")) {
        for (int i = 0; i < 1000; i++) {
          fixture.file("m" + i + ".js", "");
          many.append("import './m" + i + ".js';");
        }
      }
      fixture
          .file("index.html", document)
          .file("s.css", "")
          .file("app.js", "import './b.js'")
          .file("q.js", "import './b.js'")
          .file("b.js", "export * from './c.js'")
          .file("c.js", "")
          .file("many.js", many.toString());
      Site site = fixture.site(plain -> settings.apply(plain.withFlatten(Flatten.INLINE)));
      ImportGraph graph = ImportGraph.of(site.catalogue(), Asset::bytes);
      PagePlan plan = graph.page("/index.html").orElseThrow();
      return ModuleLinks.of(plan, site, ORIGIN);
    }
  }
}

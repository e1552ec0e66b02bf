package dev.weft.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.weft.asset.Asset;
import dev.weft.config.Flatten;
import dev.weft.config.Glob;
import dev.weft.config.SiteSettings;
import dev.weft.graph.ImportGraph;
import dev.weft.graph.PagePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What documents are sent with; the app imports b, and b imports c, if it ever gets there. */
final class FingerprintsTest {
  private static final String MAP =
      "<script type=\"importmap\">{\"imports\":{\"/app.js\":\"/app.js?v=1\","
          + "\"/b.js\":\"/b.js?v=1\",\"/c.js\":\"/c.js?v=1\"}}</script>\n";

  private static final String APP = "<script type=module src=app.js~></script>";

  private static final List<String> FILES =
      List.of("i.png", "i.svg", "plain.png", "f.woff2", "data.json", "classic.js", "frame.html");

  @TempDir Path folder;

  /**
   * A document in which {@code ~} marks where a query is expected, and {@code ^} where the import
   * map is.
   */
  record Page(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Page> PAGES =
      List.of(
          new Page("a module", "<title>x</title>^" + APP),
          new Page("no module", "<title>x</title><p>x"),
          new Page(
              "after the style sheet",
              "<link rel=stylesheet href=s.css~>^" + APP + "<p><img src='i.png~'>"),
          new Page(
              "before every script",
              "^<script src=classic.js~></script><link rel=stylesheet href=s.css~>" + APP),
          new Page("before the page's own links", "^<link rel=modulepreload href=b.js~>" + APP),
          new Page("at the end of the head", "<head><title>x</title>^</head><body>" + APP),
          new Page("an inline module", "^<script type=module>import './app.js'</script>"),
          new Page("an absolute path", "^<script type=module src='/app.js~'></script>"),
          new Page(
              "an absolute URL", "^<script type=module src='https://localhost/app.js~'></script>"),
          new Page("elsewhere", "^" + APP + "<p><img src=https://elsewhere.test/i.png>"),
          new Page("a fragment", "<p><svg><use href='i.svg~#x'/></svg>"),
          new Page("spaces around it", "<p><img src=' i.png~ '>"),
          new Page("a query", "<p><img src='i.png?x=1'><img src='i.png?'>"),
          new Page("a module with a query", "^" + APP + "<script type=module src=c.js?x></script>"),
          new Page("what may be a query", "<p><img src='i.png&quest;x'><img src='&#105;.png'>"),
          new Page("missing", "<p><img src=none.png>"),
          new Page("links for people", "<p><a href=i.png>x</a><link rel=canonical href=i.png>"),
          new Page("a document in a frame", "<p><iframe src=frame.html></iframe>"),
          new Page("several images", "<p><img srcset='i.png~ 1x, i.svg~ 2x'>"),
          new Page(
              "several images, preloaded",
              "<link rel=preload as=image imagesrcset='i.png~ 1x'><p><img srcset='i.png~ 1x'>"),
          new Page("an icon", "<link rel=icon href=i.png~>"),
          new Page("a style", "<style>p { background: url(i.png~) }</style>"),
          new Page(
              "a style that is trusted for its hash",
              "<meta http-equiv=content-security-policy content=\"style-src 'sha256-x='\">"
                  + "<style>p { background: url(i.png) }</style><p><img src=i.png~>"),
          new Page(
              "a policy that blocks inline scripts",
              "<meta http-equiv=content-security-policy content=\"script-src 'self'\">"
                  + "<link rel=modulepreload href=b.js><link rel=preload as=script href=app.js>"
                  + "<script type=module src=app.js></script>"
                  + "<script src=classic.js~></script><p><img src=i.png~>"),
          new Page(
              "preloads of what the page is seen to use",
              "<link rel=preload as=image href=i.png~><link rel=preload as=fetch href=data.json>"
                  + "<link rel=preload as=style href=s.css~><link rel=stylesheet href=s.css~>"
                  + "<link rel=preload as=font href=f.woff2~>"
                  + "<link rel=preload as=image href=plain.png><p><img src=i.png~>"),
          new Page(
              "a base in the site",
              "<base href=/sub/>^<script type=module src=../app.js~></script><p><img"
                  + " src=../i.png~>"),
          new Page(
              "a base elsewhere", "<base href=//cdn.test/><p><img src=https://localhost/i.png>"));

  @ParameterizedTest
  @FieldSource("PAGES")
  void documentNamesByContent(Page page) throws IOException {
    assertEquals(
        page.text().replace("~", "?v=1").replace("^", MAP),
        sent(page.text().replaceAll("[~^]", ""), site -> site));
  }

  @Test
  void importMapOfThePageIsReplacedWhereItStands() throws IOException {
    assertEquals(
        "<title>x</title>"
            + MAP.replace("}}", ",\"lib\":\"/b.js?v=1\"}}")
            + "<script type=module src=app.js?v=1></script>",
        sent(
            "<title>x</title><script type=importmap>{\"imports\":{\"lib\":\"./b.js\"}}</script>"
                + "<script type=importmap>{}</script><script type=module src=app.js></script>",
            site -> site));
  }

  @Test
  void linksComeAfterTheMapAndHaveTheQueries() throws IOException {
    assertEquals(
        "<link rel=stylesheet href=s.css?v=1>"
            + MAP
            + "\n<link rel=\"modulepreload\" href=\"/app.js?v=1\" fetchpriority=\"low\">"
            + "\n<link rel=\"modulepreload\" href=\"/b.js?v=1\" fetchpriority=\"low\">\n"
            + "<p><script type=module src=app.js?v=1></script>",
        sent(
            "<link rel=stylesheet href=s.css><p><script type=module src=app.js></script>",
            site -> site.withFlatten(Flatten.INLINE)));
  }

  @Test
  void policyOfTheSiteCountsAndIsTold() throws IOException {
    String page = "<p><script type=module src=app.js></script>";
    UnaryOperator<SiteSettings> policy =
        site ->
            site.withRules(
                List.of(
                    new SiteSettings.HeaderRule(
                        Glob.parse("*.html"),
                        Map.of("Content-Security-Policy", "default-src 'self'"))));
    assertEquals(page, sent(page, policy));
    assertEquals(
        List.of(
            "modules keep their URLs: the page's own policy would block the import map, which is an"
                + " inline script"),
        fingerprints(page, policy).fingerprints().reasons());
    assertEquals(
        List.of("the page has a <base> that is elsewhere"),
        fingerprints("<base href=//cdn.test/>", site -> site).fingerprints().reasons());
  }

  @Test
  void withoutTheSettingThereIsNothing() throws IOException {
    String page = "<p><script type=module src=app.js></script><img src=i.png>";
    assertEquals(page, sent(page, site -> site.withFingerprint(false)));
  }

  private record Made(Fingerprints fingerprints, ModuleLinks links) {}

  private String sent(String document, UnaryOperator<SiteSettings> settings) throws IOException {
    Made made = fingerprints(document, settings);
    return new String(made.fingerprints().in(document.getBytes(UTF_8), made.links()), UTF_8);
  }

  private Made fingerprints(String document, UnaryOperator<SiteSettings> settings)
      throws IOException {
    try (SiteFixture fixture = new SiteFixture(folder)) {
      for (String name : FILES) {
        fixture.file(name, "");
      }
      fixture
          .file("index.html", document)
          .file("s.css", "@font-face { src: url(f.woff2) } p { background: url(plain.png) }")
          .file("app.js", "import './b.js'")
          .file("b.js", "import('./c.js')")
          .file("c.js", "");
      Site site =
          fixture.site(
              plain -> settings.apply(plain.withFlatten(Flatten.OFF).withFingerprint(true)));
      ImportGraph graph = ImportGraph.of(site.catalogue(), Asset::bytes);
      PagePlan plan = graph.page("/index.html").orElseThrow();
      Asset font = site.catalogue().asset("/f.woff2");
      Asset left = site.catalogue().asset("/plain.png");
      assertNotNull(font);
      assertNotNull(left);
      Fingerprints.Queries queries =
          new Fingerprints.Queries(_ -> Optional.of("?v=1"), Set.of(font, left), Set.of(left));
      return new Made(
          Fingerprints.of(
              graph, plan, document.getBytes(UTF_8), site, "https://localhost", queries),
          ModuleLinks.of(plan, site, "https://localhost"));
    }
  }
}

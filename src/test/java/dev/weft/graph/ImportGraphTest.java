package dev.weft.graph;

import static dev.weft.graph.GraphFixture.plan;
import static dev.weft.graph.GraphFixture.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportGraphTest {
  @TempDir private Path root;
  private GraphFixture site;

  @BeforeEach
  void site() {
    site = new GraphFixture(root);
  }

  private static String told(List<Missing> missing) {
    return missing.stream()
        .map(m -> m.name() + " (" + m.by() + ": " + m.reason() + ")")
        .collect(Collectors.joining(", "));
  }

  @Test
  void modulesComeByDepthAndThenInTheOrderOfTheText() throws IOException {
    site.file(
            "index.html",
            "<script type=module src=a.js></script><script type=module src=b.js></script>")
        .file("a.js", "import './c.js'; export * from './d.js'")
        .file("b.js", "import './d.js'; import './e.js'")
        .file("c.js", "import './e.js'")
        .file("d.js", "import './f.js'")
        .file("e.js", "import './f.js'")
        .file("f.js", "");
    var plan = site.plan();
    assertEquals("1/a.js 1/b.js 2/c.js 2/d.js 2/e.js 3/f.js", shown(plan.modules()));
    assertEquals("/a.js", plan.modules().get(2).by());
    assertEquals(List.of("/c.js", "/d.js"), plan.modules().getFirst().imports());
    assertEquals(4, plan.roundTrips());
    assertEquals(2, plan.flatRoundTrips());
  }

  @Test
  void inlineModuleIsNoModuleOfItsOwn() throws IOException {
    site.file(
            "index.html",
            "<base href=/js/><script type=module>import './a.js'; import('./b.js')</script>")
        .file("js/a.js", "")
        .file("js/b.js", "");
    var plan = site.plan();
    assertEquals("1/js/a.js", shown(plan.modules()));
    assertEquals("1/js/b.js", shown(plan.lazy()));
    assertEquals("/index.html", plan.modules().getFirst().by());
  }

  @Test
  void specifiersAreResolvedAsTheyAreWritten() throws IOException {
    site.file("index.html", "<script type=module src=/js/a.js></script>")
        .file(
            "js/a.js",
            """
            import './b.js?v=1#x';
            import '../c%20d.js';
            import '/e.js';
            import 'https://localhost/f.js';
            import 'https://cdn.example/g.js';
            import '//cdn.example/h.js';
            import 'data:text/javascript,0';
            import 'bare';
            """)
        .file("js/b.js", "")
        .file("c d.js", "")
        .file("e.js", "")
        .file("f.js", "");
    var plan = site.plan();
    assertEquals("1/js/a.js 2/js/b.js?v=1 2/c%20d.js 2/e.js 2/f.js", shown(plan.modules()));
    assertEquals(
        List.of("https://cdn.example/g.js", "https://cdn.example/h.js"),
        List.copyOf(plan.external().keySet()));
    assertEquals("bare (/js/a.js: a bare specifier that no import map has)", told(plan.missing()));
  }

  @Test
  void otherOriginOfTheSiteIsItsOwnAndStaysInTheUrl() throws IOException {
    site.file("index.html", "<script type=module src=https://img.example/a.js></script>")
        .file("a.js", "import './b.js'")
        .file("b.js", "");
    var origins = List.of("https://www.example", "https://img.example");
    var graph = site.graph(GraphOptions.DEFAULTS.withOrigins(origins));
    assertEquals(
        "1https://img.example/a.js 2https://img.example/b.js", shown(plan(graph).modules()));
  }

  @Test
  void importMapsOfTheDocumentLeadEveryModule() throws IOException {
    site.file(
            "index.html",
            """
            <script type=importmap>{ "imports": { "lib/": "/lib/", "x": "/x1.js" },
              "scopes": { "/lib/": { "x": "/x2.js" } }, "integrity": { "/x1.js": "sha384-0" } }</script>
            <script type=importmap>{ "imports": { "x": "/never.js", "y": "/x2.js" } }</script>
            <script type=importmap>{ no }</script>
            <script type=module>import 'x'; import 'lib/a.js'; import 'lib/../b.js'</script>
            """)
        .file("lib/a.js", "import 'x'; import 'y'")
        .file("x1.js", "")
        .file("x2.js", "");
    var plan = site.plan();
    assertEquals("1/x1.js 1/lib/a.js 2/x2.js", shown(plan.modules()));
    assertEquals(
        "lib/../b.js (/index.html: it leaves what the import map has for lib/)",
        told(plan.missing()));
    assertEquals(Map.of("https://localhost/x1.js", "sha384-0"), plan.importMap().integrity());
    assertEquals(
        List.of("/index.html: an import map that is left out: no JSON at character 2"),
        plan.problems());
  }

  @Test
  void documentHasItsOwnImportMapForTheSameModule() throws IOException {
    site.file(
            "index.html",
            "<script type=importmap>{\"imports\":{\"x\":\"/1.js\"}}</script><script type=module"
                + " src=a.js></script>")
        .file(
            "b.html",
            "<script type=importmap>{\"imports\":{\"x\":\"/2.js\"}}</script><script type=module"
                + " src=a.js></script>")
        .file("a.js", "import 'x'")
        .file("1.js", "")
        .file("2.js", "");
    var graph = site.graph();
    assertEquals("1/a.js 2/1.js", shown(plan(graph).modules()));
    assertEquals("1/a.js 2/2.js", shown(graph.page("/b.html").orElseThrow().modules()));
    assertEquals("/1.js /2.js /a.js /b.html /index.html", site.takeRead());
  }

  @Test
  void cyclesAreFoundAndEndNothing() throws IOException {
    site.file("index.html", "<script type=module src=a.js></script>")
        .file("a.js", "import './b.js'; import './self.js'")
        .file("b.js", "import './c.js'")
        .file("c.js", "import './b.js'; import './d.js'")
        .file("d.js", "")
        .file("self.js", "import './self.js'");
    var plan = site.plan();
    assertEquals("1/a.js 2/b.js 2/self.js 3/c.js 4/d.js", shown(plan.modules()));
    assertEquals(List.of(List.of("/b.js", "/c.js"), List.of("/self.js")), plan.cycles());
    assertEquals(5, plan.roundTrips());
  }

  @Test
  void missingFilesAreToldWithEachThatAsksForThem() throws IOException {
    site.file("index.html", "<script type=module src=a.js></script><img src=no.png><a href=next>")
        .file("a.js", "import './no.js'; import './b.js'; import('./never.js')")
        .file("b.js", "import './no.js'; import './no.js'");
    assertEquals(
        "/no.png (/index.html: no such file), /no.js (/a.js: no such file), /never.js (/a.js: no"
            + " such file), /no.js (/b.js: no such file)",
        told(site.plan().missing()));
  }

  @Test
  void jsonAndStyleModulesAreLeaves() throws IOException {
    site.file("index.html", "<script type=module src=a.js></script>")
        .file(
            "a.js",
            "import j from './j.json' with {type: 'json'}; import './s.css' with {type:'css'};"
                + " import './t.css'")
        .file("j.json", "{}")
        .file("s.css", "@import 'never.css'")
        .file("t.css", "");
    var plan = site.plan();
    assertEquals(
        List.of(
            Resource.Kind.MODULE,
            Resource.Kind.JSON_MODULE,
            Resource.Kind.CSS_MODULE,
            Resource.Kind.MODULE),
        plan.modules().stream().map(Resource::kind).toList());
    assertEquals(
        List.of(
            "/t.css: text/css; charset=utf-8 (expected: text/javascript, for /a.js imports it as a"
                + " module)"),
        plan.problems());
  }

  @Test
  void dynamicImportsAreKeptApartWithAllThatTheyBring() throws IOException {
    site.file("index.html", "<script type=module src=a.js></script>")
        .file("a.js", "import './b.js'; import('./lazy.js'); import('./b.js'); import(x)")
        .file("b.js", "")
        .file("lazy.js", "import './b.js'; import './deep.js'; import('./later.js')")
        .file("deep.js", "")
        .file("later.js", "new Worker('worker.js', { type: 'module' })")
        .file("worker.js", "");
    var graph = site.graph();
    var plan = plan(graph);
    assertEquals("1/a.js 2/b.js", shown(plan.modules()));
    assertEquals("2/lazy.js 3/deep.js 3/later.js", shown(plan.lazy()));
    assertEquals(List.of("/a.js"), plan.computed());
    assertEquals(List.of("/worker.js"), graph.unused());
    assertEquals(3, plan.roundTrips());
  }

  @Test
  void styleSheetsBringWhatTheyImportTheirFontsAndImages() throws IOException {
    site.file(
            "index.html",
            "<link rel=stylesheet href=css/a.css><style>@import 'css/c.css'; b { c: url(i.png)"
                + " }</style><link rel=preload as=font href=/f.woff2><script src=s.js></script><img"
                + " src=i.png><link rel=icon href=k.svg>")
        .file("css/a.css", "@import 'b.css'; @font-face { src: url(../f.woff2) }")
        .file("css/b.css", "b { c: url(d.png) }")
        .file("css/c.css", "")
        .file("css/d.png", "")
        .file("f.woff2", "")
        .file("i.png", "")
        .file("k.svg", "")
        .file("s.js", "");
    var plan = site.plan();
    assertEquals("1/css/a.css 1/css/c.css 2/css/b.css", shown(plan.styles()));
    assertEquals("1/i.png 1/s.js 1/f.woff2 1/k.svg 3/css/d.png", shown(plan.others()));
    assertEquals("", told(plan.missing()));
  }

  @Test
  void whatTheDocumentPreloadsSavesRoundTrips() throws IOException {
    site.file(
            "index.html",
            "<link rel=modulepreload href=/c.js><script type=module src=a.js></script>")
        .file("a.js", "import './b.js'")
        .file("b.js", "import './c.js'")
        .file("c.js", "import './d.js'")
        .file("d.js", "");
    var plan = site.plan();
    assertEquals(Set.of("/c.js"), plan.preloaded());
    assertEquals(4, plan.depth());
    assertEquals(3, plan.roundTrips());
  }

  @Test
  void moduleThatIsAnEntryHasAPlan() throws IOException {
    site.file("lib.js", "import './a.js'").file("a.js", "").file("other.js", "");
    var graph = site.graph(GraphOptions.DEFAULTS.withEntries(Set.of("/lib.js")));
    assertEquals("1/lib.js 2/a.js", shown(graph.page("/lib.js").orElseThrow().modules()));
    assertTrue(graph.page("/a.js").isEmpty());
    assertEquals(List.of("/other.js"), graph.unused());
  }

  @Test
  void fileIsReadOnceAndAgainWhenItChanged() throws IOException {
    site.file("index.html", "<script type=module src=a.js></script>")
        .file("b.html", "<script type=module src=b.js></script>")
        .file("a.js", "import './c.js'")
        .file("b.js", "import './c.js'")
        .file("c.js", "")
        .file("unused.js", "")
        .file("image.png", "");
    var first = site.graph();
    assertEquals("/a.js /b.html /b.js /c.js /index.html", site.takeRead());
    assertEquals(5, first.reads());

    var same = first.next(first.catalogue(), site::read);
    assertEquals("", site.takeRead());
    assertEquals(shown(plan(first).modules()), shown(plan(same).modules()));

    site.file("c.js", "import './unused.js'; // longer");
    var catalogue = site.catalogue();
    GraphFixture.asset(catalogue, "/a.js").load(); // of the same bytes, and so not read again
    GraphFixture.asset(catalogue, "/b.js").load();
    GraphFixture.asset(catalogue, "/index.html").load();
    GraphFixture.asset(catalogue, "/b.html").load();
    var later = first.next(catalogue, site::read);
    assertEquals("/c.js /unused.js", site.takeRead());
    assertEquals("1/a.js 2/c.js 3/unused.js", shown(plan(later).modules()));
    assertSame(catalogue, later.catalogue());
    assertEquals("1/a.js 2/c.js", shown(plan(first).modules()));
  }

  @Test
  void fileThatCannotBeReadIsTold() throws IOException {
    site.file("index.html", "<script type=module src=a.js></script>").file("a.js", "x = 'y");
    assertEquals(List.of("/a.js: byte 4: a string without end"), site.plan().problems());
    var graph =
        ImportGraph.of(
            site.catalogue(),
            asset -> {
              if (asset.path().equals("/a.js")) {
                throw new IOException("gone");
              }
              return site.read(asset);
            });
    assertEquals(List.of("/a.js: cannot be read: gone"), plan(graph).problems());
    assertEquals("1/a.js", shown(plan(graph).modules()));
  }

  @Test
  void boundsAreKeptAndTold() throws IOException {
    site.file("index.html", "<script type=module src=0.js></script>");
    for (int i = 0; i < 20; i++) {
      site.file(i + ".js", "import './" + (i + 1) + ".js' // " + "x".repeat(i));
    }
    var origins = List.of("https://localhost");
    var deep = plan(site.graph(new GraphOptions(origins, Set.of(), 1000, 1000, 1000, 5)));
    assertEquals(5, deep.modules().size());
    assertEquals(List.of("imports more than 5 deep are left out"), deep.problems());
    var many = plan(site.graph(new GraphOptions(origins, Set.of(), 1000, 1000, 4, 100)));
    assertEquals(4, many.modules().size());
    assertEquals(List.of("more than 4 files of a page; the rest is left out"), many.problems());
    var files = plan(site.graph(new GraphOptions(origins, Set.of(), 1000, 3, 100, 100)));
    assertEquals(3, files.modules().size());
    assertEquals(List.of("/2.js: not read (expected: at most 3)"), files.problems());
    var big = plan(site.graph(new GraphOptions(origins, Set.of(), 38, 1000, 100, 100)));
    assertTrue(big.problems().getFirst().endsWith(" bytes (expected: at most 38)"));
  }

  /** Random graphs against a walk by the book. */
  @RepeatedTest(20)
  void closureIsThatOfANaiveWalk(RepetitionInfo repetition) throws IOException {
    long seed = repetition.getCurrentRepetition();
    var random = new Random(seed);
    int size = 2 + random.nextInt(20);
    var edges = new HashMap<String, List<String>>();
    for (int i = 0; i < size; i++) {
      var targets = new ArrayList<String>();
      for (int n = random.nextInt(4); n > 0; n--) {
        targets.add("/" + random.nextInt(size) + ".js");
      }
      edges.put("/" + i + ".js", targets);
      var text = targets.stream().map(t -> "import '." + t + "';").collect(Collectors.joining());
      site.file(i + ".js", text);
    }
    site.file("index.html", "<script type=module src=0.js></script>");
    var plan = site.plan();

    var depths = new HashMap<String, Integer>();
    depths.put("/0.js", 1);
    for (int round = 1; round <= size; round++) {
      int depth = round;
      Map.copyOf(depths)
          .forEach(
              (from, known) -> {
                if (known == depth) {
                  to(edges, from).forEach(to -> depths.putIfAbsent(to, depth + 1));
                }
              });
    }
    assertEquals(
        depths,
        plan.modules().stream().collect(Collectors.toMap(Resource::url, Resource::depth)),
        "seed " + seed);
    assertEquals(cyclic(edges, depths.keySet()), flat(plan.cycles()), "seed " + seed);
  }

  private static Set<String> flat(List<List<String>> cycles) {
    return cycles.stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  private static List<String> to(Map<String, List<String>> edges, String from) {
    return edges.getOrDefault(from, List.of());
  }

  /** Those that reach themselves. */
  private static Set<String> cyclic(Map<String, List<String>> edges, Set<String> modules) {
    var cyclic = new HashSet<String>();
    for (String module : modules) {
      var reached = new HashSet<>(to(edges, module));
      for (int i = 0; i < edges.size(); i++) {
        for (String each : Set.copyOf(reached)) {
          reached.addAll(to(edges, each));
        }
      }
      if (reached.contains(module)) {
        cyclic.add(module);
      }
    }
    return cyclic;
  }
}

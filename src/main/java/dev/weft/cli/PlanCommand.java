package dev.weft.cli;

import dev.weft.asset.Asset;
import dev.weft.asset.AssetStore;
import dev.weft.asset.Catalogue;
import dev.weft.asset.Coding;
import dev.weft.asset.StoreOptions;
import dev.weft.config.Configuration;
import dev.weft.config.SiteSettings;
import dev.weft.graph.GraphOptions;
import dev.weft.graph.ImportGraph;
import dev.weft.graph.PagePlan;
import dev.weft.http.AssetRequest;
import dev.weft.http.Fingerprints;
import dev.weft.http.ModuleLinks;
import dev.weft.http.Responder;
import dev.weft.http.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft plan}: what a page asks for, and in how many steps a browser finds out. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads a page and everything that it leads to, and says what a browser will ask for:",
      "modules and their depth, bytes in each coding, round trips, what is missing or unused.%n"
    },
    footer = {
      "%nA round trip is counted for the document, and for each step of the longest way on which",
      "one module names the next.",
      "%nExits with 1 when something is missing.",
      "%nExamples:",
      "  weft plan                             the index of public",
      "  weft plan /shop/ dist                 a page of another folder",
      "  weft plan /src/main.js . --html graph.html",
      "  weft plan https://www.example.org/ --config weft.toml --json"
    })
final class PlanCommand implements Callable<Integer> {
  /** What a file of a site may have to be read whole, and read once. */
  private static final int LARGEST_READ = GraphOptions.DEFAULTS.fileSize();

  /** Which one it is makes no difference here. */
  private static final Fingerprints.Queries ANY_QUERY =
      new Fingerprints.Queries(_ -> Optional.of("?v="), Set.of(), Set.of());

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PAGE",
      description = "The path of a document or a module, or its URL (default: /).")
  private String page = "/";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder of the site (default: public).")
  private @Nullable Path root;

  @Option(
      names = "--config",
      paramLabel = "weft.toml",
      description = "Take the sites of this configuration.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with a picture of the graph to a file.")
  private @Nullable Path html;

  @Option(
      names = "--compress",
      description = "Compress now what no server has compressed yet, which takes a while.")
  private boolean compressing;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Configuration configuration = configuration();
    StoreOptions options =
        new StoreOptions(
            Runtime.getRuntime().maxMemory() / 2,
            LARGEST_READ,
            false,
            configuration.store().cache(),
            configuration.store().cacheSize());
    try (AssetStore store = new AssetStore(options, this::tell)) {
      for (SiteSettings settings : configuration.sites()) {
        Optional<String> path = path(settings);
        if (path.isPresent()) {
          Catalogue catalogue = store.look(settings.root());
          Site site = new Site(settings.withFingerprint(true), () -> catalogue, List.of());
          Asset asset = Responder.asset(request(path.get()), site);
          if (asset != null) {
            return report(asset, site, site.origins(configuration.listen().port()), store);
          }
        }
      }
    }
    throw mistake("PAGE: " + page + " (expected: the path of a document or a module of the site)");
  }

  private Configuration configuration() {
    if (config != null && root != null) {
      throw mistake("--config: with DIR (expected: one of them)");
    }
    Path folder = (root == null ? Path.of("public") : root).toAbsolutePath().normalize();
    try {
      if (config != null) {
        return ConfigurationFile.read(config, spec.commandLine().getErr());
      } else if (!Files.isDirectory(folder)) {
        throw mistake("DIR: " + folder + " (expected: a folder)");
      }
      return Configuration.defaults(Home.certificates(), List.of(SiteSettings.of(folder)));
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  /** The path of the page, if it can be one of this site. */
  private Optional<String> path(SiteSettings site) {
    if (!page.contains("://")) {
      return Optional.of(page.startsWith("/") ? page : "/" + page);
    }
    try {
      URI url = URI.create(page);
      String host = url.getHost();
      boolean ours =
          host != null
              && (site.authorities().isEmpty()
                  || site.authorities().stream().anyMatch(a -> a.host().equals(host)));
      String path = url.getRawPath();
      return ours ? Optional.of(path == null || path.isEmpty() ? "/" : path) : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw mistake("PAGE: " + page + " (expected: a path or a URL)");
    }
  }

  private static AssetRequest request(String path) {
    return new AssetRequest(
        "GET", path, null, null, null, "navigate", null, null, null, null, null, null, null);
  }

  private int report(Asset asset, Site site, List<String> origins, AssetStore store)
      throws IOException {
    GraphOptions options =
        GraphOptions.DEFAULTS.withOrigins(origins).withEntries(Set.of(asset.path()));
    ImportGraph graph = ImportGraph.of(site.catalogue(), Asset::bytes, options);
    PagePlan plan =
        graph
            .page(asset.path())
            .orElseThrow(() -> mistake("PAGE: " + page + " (expected: a document or a module)"));
    Map<Asset, Set<Coding>> unknown = new HashMap<>();
    for (Asset each : PlannedPage.assets(plan)) {
      if (compressing) {
        store.compress(each);
      } else {
        unknown.put(each, store.recall(each));
      }
    }
    ModuleLinks links = ModuleLinks.of(plan, site, origins.getFirst());
    Fingerprints named =
        Fingerprints.of(graph, plan, asset.bytes(), site, origins.getFirst(), ANY_QUERY);
    PlannedPage planned = new PlannedPage(plan, graph.unused(), unknown, links, named);
    Optional<String> unwritten = ReportFiles.write("html", html, () -> PlanPage.of(planned));
    if (unwritten.isPresent()) {
      throw new IOException(unwritten.get());
    }
    PrintWriter out = spec.commandLine().getOut();
    PlanReport report = new PlanReport(planned);
    out.println(json ? report.json() : report.text());
    out.flush();
    return plan.missing().isEmpty() ? ExitCode.OK : WeftCommand.FAILURE;
  }

  private void tell(String problem) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("weft: " + problem);
    err.flush();
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.graph.Document;
import dev.weft.graph.Element;
import dev.weft.graph.Element.Role;
import dev.weft.graph.ImportGraph;
import dev.weft.graph.Naming;
import dev.weft.graph.PagePlan;
import dev.weft.graph.QueriedImports;
import dev.weft.graph.References;
import dev.weft.graph.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a document is sent that names what it needs by {@link Fingerprint}: with queries where it
 * names something itself, and with an import map for what its modules name.
 *
 * @param modules queries by the URLs of the modules that the import map has
 * @param edits of the document, but for what stands before the links to modules
 * @param importMap empty where no module has a query
 * @param mapPosition byte of the document before which the import map has to stand
 * @param reasons why modules have none, in a sentence each
 */
public record Fingerprints(
    Map<String, String> modules,
    List<Edit> edits,
    String importMap,
    int mapPosition,
    List<String> reasons) {
  private static final Fingerprints NONE = none();

  public Fingerprints {
    modules = Map.copyOf(modules);
    edits = List.copyOf(edits);
    reasons = List.copyOf(reasons);
  }

  private static Fingerprints none(String... reasons) {
    return new Fingerprints(Map.of(), List.of(), "", 0, List.of(reasons));
  }

  /**
   * What is sent for the files of a site.
   *
   * @param query of an asset, with its question mark; empty where it is not known
   * @param named what a style sheet names with it, and so may be preloaded with it
   * @param plain what a style sheet names without it, and so must not
   */
  public record Queries(
      Function<Asset, Optional<String>> query, Set<Asset> named, Set<Asset> plain) {
    public Queries {
      named = Set.copyOf(named);
      plain = Set.copyOf(plain);
    }

    /** What makes a text name what it names with queries. */
    public List<Edit> edits(List<Naming> namings) {
      List<Edit> edits = new ArrayList<>();
      for (Naming each : namings) {
        query.apply(each.asset()).ifPresent(query -> edits.add(Edit.insert(each.queryAt(), query)));
      }
      return edits;
    }
  }

  /**
   * Those of a page.
   *
   * @param text the bytes of the document, of the version that the graph was made of
   * @param origin where the page is taken to be, such as {@code https://localhost}
   */
  public static Fingerprints of(
      ImportGraph graph, PagePlan plan, byte[] text, Site site, String origin, Queries queries) {
    Document document = plan.document().orElse(null);
    if (!site.settings().fingerprint() || document == null) {
      return NONE;
    } else if (document.problem().isPresent()) {
      return none(document.problem().get());
    } else if (document.base().filter(href -> !ModuleLinks.own(href, origin)).isPresent()) {
      return none("the page has a <base> that is elsewhere");
    }
    Page page = new Page(plan, document, site);
    List<String> reasons = new ArrayList<>();
    Map<String, String> modules = page.modules(queries, reasons);
    List<Naming> namings =
        page.taken(new References(graph).ofDocument(plan.page(), text), modules, queries);
    List<Edit> edits = new ArrayList<>(queries.edits(namings));
    if (modules.isEmpty()) {
      return new Fingerprints(modules, edits, "", 0, reasons);
    }
    QueriedImports imports = QueriedImports.of(graph, plan, modules);
    imports.replaced().forEach(map -> edits.add(new Edit(map.start(), map.end(), "")));
    OptionalInt first = imports.replaced().stream().mapToInt(Element::start).min();
    return new Fingerprints(
        modules,
        edits,
        "<script type=\"importmap\">" + imports.text() + "</script>\n",
        Math.min(document.importMapPosition(), first.orElse(Integer.MAX_VALUE)),
        reasons);
  }

  /** A document with what these and the links to its modules put in it. */
  public byte[] in(byte[] document, ModuleLinks links) {
    List<Edit> all = new ArrayList<>();
    if (!importMap.isEmpty()) {
      int position = links.edits().stream().mapToInt(Edit::start).reduce(mapPosition, Math::min);
      all.add(Edit.insert(position, importMap));
    }
    all.addAll(links.queried(modules).edits());
    all.addAll(edits);
    return Edit.apply(document, all);
  }

  /** What is looked at for one page. */
  private record Page(PagePlan plan, Document document, Site site) {
    /** Queries by URLs. Without an import map none may have one, or it would be loaded twice. */
    Map<String, String> modules(Queries queries, List<String> reasons) {
      List<Resource> all =
          Stream.concat(plan.modules().stream(), plan.lazy().stream())
              .filter(module -> module.url().indexOf('?') < 0)
              .toList();
      ScriptPolicy policy = ScriptPolicy.of(document, site.fields(plan.page().path(), ""));
      if (!all.isEmpty() && !policy.allowsInline()) {
        reasons.add(
            "modules keep their URLs: the page's own policy would block the import map, which is"
                + " an inline script");
        return Map.of();
      }
      Map<String, String> modules = new HashMap<>();
      for (Resource module : all) {
        queries.query().apply(module.asset()).ifPresent(query -> modules.put(module.url(), query));
      }
      return modules;
    }

    private static boolean takes(Naming naming, Map<String, String> modules, boolean hashed) {
      return switch (naming.role()) {
        case MODULE, MODULE_PRELOAD -> modules.containsKey(naming.url());
        case PRELOAD -> false; // only with what uses it
        case STYLE -> !hashed;
        case SCRIPT, STYLE_SHEET, IMAGE, OTHER -> true;
        case BASE, POLICY, IMPORT_MAP, LINK -> false;
      };
    }

    /**
     * What a preload is for has to be asked for by the same URL. What nobody is seen to use may be
     * used by a script, which knows nothing of queries.
     */
    List<Naming> taken(List<Naming> all, Map<String, String> modules, Queries queries) {
      boolean hashed = hashed();
      List<Naming> taken = all.stream().filter(each -> takes(each, modules, hashed)).toList();
      Set<String> used = taken.stream().map(Naming::url).collect(Collectors.toSet());
      Stream<Naming> preloads =
          all.stream()
              .filter(
                  each -> each.role() == Role.PRELOAD && !queries.plain().contains(each.asset()))
              .filter(
                  each ->
                      used.contains(each.url())
                          || modules.containsKey(each.url())
                          || queries.named().contains(each.asset()));
      return Stream.concat(taken.stream(), preloads).toList();
    }

    /** Whether styles in the document may be trusted for their hash, which must stay. */
    private boolean hashed() {
      return ScriptPolicy.all(document, site.fields(plan.page().path(), "")).stream()
          .anyMatch(policy -> policy.contains("'sha"));
    }
  }
}

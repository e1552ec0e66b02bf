package dev.weft.graph;

import dev.weft.asset.Asset;
import dev.weft.asset.Catalogue;
import dev.weft.graph.Element.Role;
import dev.weft.graph.Resource.Kind;
import dev.weft.graph.StyleText.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One walk from a page through all that it leads to, breadth first. */
final class Walk {
  /** So many missing or foreign things are told of at most. */
  private static final int MOST_TOLD = 1000;

  private final Catalogue catalogue;
  private final Function<Asset, Scan> scans;
  private final GraphOptions options;
  private final Asset page;
  private final Url address;

  /** What the document refers to is relative to this. */
  private Url base;

  private ImportMap map = ImportMap.EMPTY;
  private final Set<String> seen = new HashSet<>();
  private final Deque<Found> statics = new ArrayDeque<>();
  private final Deque<Found> dynamics = new ArrayDeque<>();
  private final Deque<Found> sheets = new ArrayDeque<>();
  private final List<Resource> modules = new ArrayList<>();
  private final List<Resource> lazy = new ArrayList<>();
  private final List<Resource> styles = new ArrayList<>();
  private final List<Resource> others = new ArrayList<>();
  private final Set<String> preloaded = new LinkedHashSet<>();
  private final Set<String> computed = new LinkedHashSet<>();
  private final Map<String, String> external = new LinkedHashMap<>();
  private final Set<Missing> missing = new LinkedHashSet<>();
  private final Set<String> problems = new LinkedHashSet<>();
  private final Set<String> linked = new HashSet<>();

  /** Something that is named, and that the site has. */
  private record Found(Url url, String name, Asset asset, Kind kind, int depth, String by) {
    Resource resource(List<String> imports) {
      return new Resource(name, asset, kind, depth, by, imports);
    }
  }

  private Walk(Catalogue catalogue, Function<Asset, Scan> scans, GraphOptions options, Asset page) {
    this.catalogue = catalogue;
    this.scans = scans;
    this.options = options;
    this.page = page;
    this.address = Url.of(options.origins().getFirst(), page.path());
    this.base = address;
  }

  /** Walks from a document, or from a module. */
  static Walk from(
      Asset page, Catalogue catalogue, Function<Asset, Scan> scans, GraphOptions options) {
    Walk walk = new Walk(catalogue, scans, options, page);
    walk.go();
    return walk;
  }

  PagePlan plan() {
    return new PagePlan(
        page,
        scans.apply(page) instanceof Scan.OfDocument(var document, _, _, _)
            ? Optional.of(document)
            : Optional.empty(),
        map,
        modules,
        lazy,
        styles,
        others,
        preloaded,
        List.copyOf(computed),
        external,
        List.copyOf(missing),
        List.copyOf(problems));
  }

  /** Paths of all files that were met, and of those that are linked. */
  void addUsed(Set<String> used) {
    used.add(page.path());
    used.addAll(linked);
    for (List<Resource> each : List.of(modules, lazy, styles, others)) {
      each.forEach(resource -> used.add(resource.asset().path()));
    }
  }

  private void go() {
    switch (scans.apply(page)) {
      case Scan.OfDocument document -> document(document);
      case Scan.OfModule _ -> find(address, Kind.MODULE, 1, page.path(), statics);
      case Scan.OfStyle _ -> find(address, Kind.STYLE_SHEET, 1, page.path(), sheets);
      case Scan.Unknown(String reason) -> problem(page.path() + ": " + reason);
      case Scan.Nothing _ -> {}
    }
    follow(statics, modules);
    follow(dynamics, lazy);
    while (!sheets.isEmpty()) {
      sheet(sheets.removeFirst());
    }
  }

  private void document(Scan.OfDocument scan) {
    Document document = scan.document();
    document.problem().ifPresent(problem -> problem(page.path() + ": " + problem));
    base = document.base().map(href -> Url.parse(href, address)).orElse(address);
    for (String text : document.elements(Role.IMPORT_MAP).map(e -> map(scan, e)).toList()) {
      try {
        map = map.and(ImportMap.parse(text, base));
      } catch (IllegalArgumentException e) {
        problem(page.path() + ": an import map that is left out: " + e.getMessage());
      }
    }
    String by = page.path();
    for (Element element : document.elements()) {
      switch (element.role()) {
        case MODULE -> {
          if (element.inline()) {
            imports(scan.modules().get(element.start()), base, 0, by);
          } else {
            find(element.url(), base, Kind.MODULE, 1, by, statics);
          }
        }
        case MODULE_PRELOAD -> {
          Url url = Url.parse(element.url(), base);
          if (url != null) {
            preloaded.add(name(url));
          }
        }
        case STYLE_SHEET -> find(element.url(), base, Kind.STYLE_SHEET, 1, by, sheets);
        case STYLE -> references(scan.styles().get(element.start()), base, 0, by);
        case SCRIPT -> {
          if (!element.inline()) {
            other(element.url(), base, Kind.SCRIPT, 1, by);
          }
        }
        case IMAGE -> other(element.url(), base, Kind.IMAGE, 1, by);
        case LINK -> linked(element.url());
        case PRELOAD, OTHER, BASE, POLICY, IMPORT_MAP -> {}
      }
    }
    // Last, so that what is named for what it is counts as that.
    document.elements().stream()
        .filter(e -> e.role() == Role.PRELOAD || e.role() == Role.OTHER)
        .forEach(e -> other(e.url(), base, Kind.OTHER, 1, by));
  }

  private static String map(Scan.OfDocument scan, Element element) {
    return scan.maps().getOrDefault(element.start(), "");
  }

  /** Goes on until every module was looked at that is named statically by one of these. */
  private void follow(Deque<Found> queue, List<Resource> into) {
    while (!queue.isEmpty()) {
      Found found = queue.removeFirst();
      List<String> imports = List.of();
      if (found.kind() == Kind.MODULE) {
        imports =
            switch (scans.apply(found.asset())) {
              case Scan.OfModule(var text) -> imports(text, found, queue);
              case Scan.Unknown(String reason) -> {
                problem(found.asset().path() + ": " + reason);
                yield List.of();
              }
              case Scan.OfDocument _, Scan.OfStyle _, Scan.Nothing _ -> {
                problem(wrongType(found));
                yield List.of();
              }
            };
      }
      into.add(found.resource(imports));
    }
  }

  private static String wrongType(Found found) {
    return "%s: %s (expected: text/javascript, for %s imports it as a module)"
        .formatted(found.asset().path(), found.asset().mediaType().value(), found.by());
  }

  private List<String> imports(ModuleText text, Found found, Deque<Found> queue) {
    return imports(text, found.url(), found.depth(), found.asset().path(), queue);
  }

  private void imports(@Nullable ModuleText inline, Url base, int depth, String by) {
    if (inline != null) {
      imports(inline, base, depth, by, statics);
    }
  }

  private List<String> imports(
      ModuleText text, Url from, int depth, String by, Deque<Found> queue) {
    text.problem().ifPresent(problem -> problem(by + ": " + problem));
    Set<String> names = new LinkedHashSet<>();
    for (Import found : text.imports()) {
      String specifier = found.specifier();
      switch (found.kind()) {
        case STATIC -> {
          String name = specifier == null ? null : module(found, specifier, from, depth, by, queue);
          if (name != null) {
            names.add(name);
          }
        }
        case DYNAMIC -> {
          if (specifier == null) {
            computed.add(by);
          } else {
            module(found, specifier, from, depth, by, dynamics);
          }
        }
        case META -> {}
      }
    }
    return List.copyOf(names);
  }

  /** The name of the module, if the site has it. */
  private @Nullable String module(
      Import found, String specifier, Url from, int depth, String by, Deque<Found> queue) {
    return switch (map.resolve(specifier, from)) {
      case ImportMap.Resolution.Failed(String reason) -> {
        missing(specifier, by, reason);
        yield null;
      }
      case ImportMap.Resolution.Resolved(Url url) ->
          find(url, kind(found.type()), depth + 1, by, queue);
    };
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "json" -> Kind.JSON_MODULE;
      case "css" -> Kind.CSS_MODULE;
      default -> Kind.MODULE;
    };
  }

  private void sheet(Found found) {
    styles.add(found.resource(List.of()));
    switch (scans.apply(found.asset())) {
      case Scan.OfStyle(var text) ->
          references(text, found.url(), found.depth(), found.asset().path());
      case Scan.Unknown(String reason) -> problem(found.asset().path() + ": " + reason);
      case Scan.OfDocument _, Scan.OfModule _, Scan.Nothing _ ->
          problem(
              "%s: %s (expected: text/css, for %s asks for it as a style sheet)"
                  .formatted(found.asset().path(), found.asset().mediaType().value(), found.by()));
    }
  }

  private void references(@Nullable StyleText text, Url from, int depth, String by) {
    if (text == null) {
      return;
    }
    for (Reference reference : text.references()) {
      switch (reference.kind()) {
        case IMPORT -> find(reference.url(), from, Kind.STYLE_SHEET, depth + 1, by, sheets);
        case FONT -> other(reference.url(), from, Kind.FONT, depth + 1, by);
        case IMAGE -> other(reference.url(), from, Kind.IMAGE, depth + 1, by);
      }
    }
  }

  private void other(String written, Url from, Kind kind, int depth, String by) {
    Deque<Found> queue = new ArrayDeque<>();
    find(written, from, kind, depth, by, queue);
    queue.forEach(found -> others.add(found.resource(List.of())));
  }

  private void linked(String written) {
    Url url = Url.parse(written, base);
    Asset asset = url == null || !own(url) ? null : asset(url);
    if (asset != null) {
      linked.add(asset.path());
    }
  }

  private void find(String written, Url from, Kind kind, int depth, String by, Deque<Found> queue) {
    Url url = Url.parse(written, from);
    if (url == null) {
      missing(written, by, "no URL");
    } else {
      find(url, kind, depth, by, queue);
    }
  }

  /** Takes note of a URL; its name, if the site has it. */
  private @Nullable String find(Url url, Kind kind, int depth, String by, Deque<Found> queue) {
    if (!url.http()) {
      return null;
    } else if (!own(url)) {
      if (external.size() < MOST_TOLD) {
        external.putIfAbsent(url.toString(), by);
      }
      return null;
    }
    Asset asset = asset(url);
    String name = name(url);
    if (asset == null) {
      missing(name, by, "no such file");
      return null;
    } else if (seen.contains(name)) {
      return name;
    } else if (depth > options.depth()) {
      problem("imports more than " + options.depth() + " deep are left out");
      return null;
    } else if (seen.size() >= options.modules()) {
      problem("more than " + options.modules() + " files of a page; the rest is left out");
      return null;
    }
    seen.add(name);
    queue.addLast(new Found(url, name, asset, kind, depth, by));
    return name;
  }

  private boolean own(Url url) {
    return url.http() && options.origins().contains(url.origin());
  }

  /** The fragment is no part of a request. */
  private String name(Url url) {
    return url.origin().equals(address.origin()) ? url.target() : url.origin() + url.target();
  }

  private @Nullable Asset asset(Url url) {
    String path = url.file();
    return path == null ? null : catalogue.asset(path.endsWith("/") ? path + "index.html" : path);
  }

  private void missing(String name, String by, String reason) {
    if (missing.size() < MOST_TOLD) {
      missing.add(new Missing(name, by, reason));
    } else {
      problem("more than " + MOST_TOLD + " files are missing; the rest is not told");
    }
  }

  private void problem(String problem) {
    if (problems.size() < MOST_TOLD) {
      problems.add(problem);
    }
  }
}

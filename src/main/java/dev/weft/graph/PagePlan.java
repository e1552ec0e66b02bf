package dev.weft.graph;

import dev.weft.asset.Asset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a page will need, as far as its files say so. Each resource is in one list, once.
 *
 * @param page the document, or the module that is looked at on its own
 * @param document what the document says; empty for a module
 * @param importMap of all its import maps
 * @param modules every module that has to be there before the last of the page's module scripts can
 *     run: the closure of its static imports, without inline ones, breadth first. The order is that
 *     in which a browser finds them: what is near to the document comes before what is deep, and of
 *     one depth the first named comes first.
 * @param lazy what {@code import('…')} would load, and is not among those, with its own imports
 * @param styles style sheets and what they import, breadth first
 * @param others everything else that the document and its style sheets name: scripts, fonts, images
 * @param preloaded URLs of the {@code modulepreload} links that the document has
 * @param computed paths of the files with an {@code import()} of what only runs know
 * @param external URLs at other origins, by the path of the file that names them
 * @param missing what is named and is not there
 * @param problems bounds that were hit, and files that could not be understood, in a sentence each
 */
public record PagePlan(
    Asset page,
    Optional<Document> document,
    ImportMap importMap,
    List<Resource> modules,
    List<Resource> lazy,
    List<Resource> styles,
    List<Resource> others,
    Set<String> preloaded,
    List<String> computed,
    Map<String, String> external,
    List<Missing> missing,
    List<String> problems) {
  public PagePlan {
    modules = List.copyOf(modules);
    lazy = List.copyOf(lazy);
    styles = List.copyOf(styles);
    others = List.copyOf(others);
    preloaded = Set.copyOf(preloaded);
    computed = List.copyOf(computed);
    external = Collections.unmodifiableMap(new LinkedHashMap<>(external));
    missing = List.copyOf(missing);
    problems = List.copyOf(problems);
  }

  /** All that a browser would or could ask for after the document. */
  public Stream<Resource> resources() {
    return Stream.of(modules, styles, others, lazy).flatMap(Collection::stream);
  }

  /** Modules that import each other, each group in the order of the modules. */
  public List<List<String>> cycles() {
    return Cycles.among(modules);
  }

  /** How deep the static imports go; 0 without a module. */
  public int depth() {
    return modules.stream().mapToInt(Resource::depth).max().orElse(0);
  }

  /**
   * The round trips until every module of the static closure is there: one for the document, and
   * one for each step of the longest way on which a module names the next, where what the document
   * preloads counts as named by the document. Connecting is not counted, nor that a link is narrow.
   */
  public int roundTrips() {
    Map<String, List<String>> imports = new HashMap<>();
    modules.forEach(module -> imports.put(module.url(), module.imports()));
    Map<String, Integer> trips = new HashMap<>();
    List<String> step =
        modules.stream()
            .filter(module -> module.depth() == 1 || preloaded.contains(module.url()))
            .map(Resource::url)
            .toList();
    int trip = 1; // the document
    while (!step.isEmpty()) {
      trip++;
      for (String url : step) {
        trips.put(url, trip);
      }
      step =
          step.stream()
              .flatMap(url -> imports.getOrDefault(url, List.of()).stream())
              .filter(url -> imports.containsKey(url) && !trips.containsKey(url))
              .distinct()
              .toList();
    }
    return trip;
  }

  /** The same when the document names every module: itself, and everything else at once. */
  public int flatRoundTrips() {
    return modules.isEmpty() ? 1 : 2;
  }
}

package dev.weft.graph;

import dev.weft.graph.Element.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one import map of a page by which every specifier leads to what it led to before, and where
 * that is a module with a query of its own, to the URL with this query.
 *
 * <p>A browser resolves a specifier once: what one rule leads to, no other rule changes. So all
 * that could name a module needs a rule: its own URL, to which relative specifiers come down; what
 * the page's maps have for it; and what stands for it below their rules that end in a slash.
 *
 * @param text JSON in ASCII, in which nothing can end the script that it stands in
 * @param replaced the import maps of the page that are in it
 */
public record QueriedImports(String text, List<Element> replaced) {
  /** The origin of whoever loads the page: what is there is written as a path (RFC 6761). */
  private static final String HERE = "https://document.invalid";

  public QueriedImports {
    replaced = List.copyOf(replaced);
  }

  /**
   * The map of a page of the graph.
   *
   * @param queries of modules, such as {@code ?v=1}, by their URLs as {@link Resource} has them
   */
  public static QueriedImports of(ImportGraph graph, PagePlan plan, Map<String, String> queries) {
    ImportMap map = ImportMap.EMPTY;
    List<Element> replaced = new ArrayList<>();
    if (graph.scan(plan.page()) instanceof Scan.OfDocument(var document, _, _, var maps)) {
      Url address = Url.of(HERE, plan.page().path());
      Url href = document.base().map(written -> Url.parse(written, address)).orElse(null);
      for (Element element : document.elements(Role.IMPORT_MAP).toList()) {
        try {
          String written = maps.getOrDefault(element.start(), "");
          map = map.and(ImportMap.parse(written, href == null ? address : href));
          replaced.add(element);
        } catch (IllegalArgumentException e) {
          // It stays where it is, for the browser to tell.
        }
      }
    }
    return new QueriedImports(
        new Rewriting(graph.options().origins().getFirst(), queries, bare(graph, plan)).text(map),
        replaced);
  }

  /** What modules of the page write that is no URL, and so may be spelled in more than one way. */
  private static Set<String> bare(ImportGraph graph, PagePlan plan) {
    List<ModuleText> texts = new ArrayList<>();
    if (graph.scan(plan.page()) instanceof Scan.OfDocument(_, var modules, _, _)) {
      texts.addAll(modules.values());
    }
    Stream.concat(plan.modules().stream(), plan.lazy().stream())
        .forEach(
            module -> {
              if (graph.scan(module.asset()) instanceof Scan.OfModule(var text)) {
                texts.add(text);
              }
            });
    Url any = Url.of(HERE, "/");
    Set<String> bare = new TreeSet<>();
    for (ModuleText text : texts) {
      for (Import each : text.imports()) {
        String specifier = each.specifier();
        if (specifier != null && ImportMap.urlLike(specifier, any) == null) {
          bare.add(specifier);
        }
      }
    }
    return bare;
  }

  /**
   * @param origin where modules are whose URL is a path
   * @param bare specifiers that modules have
   */
  private record Rewriting(String origin, Map<String, String> queries, Set<String> bare) {
    String text(ImportMap map) {
      NavigableMap<String, NavigableMap<String, Optional<String>>> scopes = new TreeMap<>();
      map.scopes()
          .forEach(
              (prefix, rules) -> {
                NavigableMap<String, Optional<String>> scoped = rules(rules, false);
                scopes.put(prefix, scoped);
                // A module is where it was loaded from: with its query.
                String query = query(prefix);
                if (query != null) {
                  scopes.put(prefix + query, scoped);
                }
              });
      Map<String, String> integrity = new TreeMap<>(map.integrity());
      map.integrity()
          .forEach(
              (url, hash) -> {
                String query = query(url);
                if (query != null) {
                  integrity.putIfAbsent(url + query, hash);
                }
              });
      List<String> members = new ArrayList<>();
      members.add("\"imports\":" + json(rules(map.imports(), true)));
      if (!scopes.isEmpty()) {
        members.add("\"scopes\":" + object(scopes, Rewriting::json));
      }
      if (!integrity.isEmpty()) {
        members.add("\"integrity\":" + object(integrity, Rewriting::string));
      }
      return "{" + String.join(",", members) + "}";
    }

    /**
     * Rules that lead to the same, by URLs with queries.
     *
     * @param all whether a specifier for which there is no rule is a URL as it is
     */
    private NavigableMap<String, Optional<String>> rules(
        NavigableMap<String, Optional<String>> rules, boolean all) {
      NavigableMap<String, Optional<String>> queried = new TreeMap<>();
      rules.forEach((key, url) -> queried.put(key, url.map(this::queried)));
      Consumer<String> add =
          specifier -> {
            Url like = Url.parse(specifier, null);
            String url =
                switch (ImportMap.match(specifier, like, rules)) {
                  case null -> all && like != null ? specifier : "";
                  case ImportMap.Resolution.Resolved(Url found) -> found.toString();
                  case ImportMap.Resolution.Failed _ -> "";
                };
            String query = query(url);
            if (query != null) {
              queried.putIfAbsent(specifier, Optional.of(url + query));
            }
          };
      List<String> urls = queries.keySet().stream().map(Rewriting::absolute).toList();
      if (all) {
        urls.forEach(add);
      }
      bare.forEach(add);
      rules.forEach(
          (key, folder) -> {
            if (key.endsWith("/") && folder.isPresent()) {
              urls.stream()
                  .filter(url -> url.startsWith(folder.get()))
                  .map(url -> key + url.substring(folder.get().length()))
                  .forEach(add);
            }
          });
      return queried;
    }

    private static String absolute(String url) {
      return url.startsWith("/") ? HERE + url : url;
    }

    private String queried(String url) {
      String query = query(url);
      return query == null ? url : url + query;
    }

    /** The query of the module behind a URL without one; null where there is none. */
    private @Nullable String query(String url) {
      String query = queries.get(url);
      if (query == null && url.startsWith(HERE)) {
        query = queries.get(url.substring(HERE.length()));
      }
      if (query == null && url.startsWith(origin)) {
        query = queries.get(url.substring(origin.length()));
      }
      return query;
    }

    private static String json(Map<String, Optional<String>> rules) {
      return object(rules, url -> url.map(Rewriting::string).orElse("null"));
    }

    private static <T> String object(Map<String, T> members, Function<T, String> value) {
      return members.entrySet().stream()
          .map(each -> string(each.getKey()) + ":" + value.apply(each.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }

    /** What is at the page's origin is a path; one that begins with two slashes would be a host. */
    private static String string(String specifier) {
      String path = specifier.startsWith(HERE) ? specifier.substring(HERE.length()) : specifier;
      return quoted(path.startsWith("//") ? "/." + path : path);
    }

    private static String quoted(String text) {
      StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\') {
          quoted.append('\\').append(c);
        } else if (c < ' ' || c > '~' || c == '<') { // with "<" begins what ends a script
          quoted.append(String.format("\\u%04x", (int) c));
        } else {
          quoted.append(c);
        }
      }
      return quoted.append('"').toString();
    }
  }
}

package dev.weft.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the specifiers of modules become URLs: the import maps of one document (HTML, section
 * 8.1.6.2). Immutable.
 *
 * @param imports by specifier, the longest of those that begin alike first; empty for one that must
 *     not be resolved
 * @param scopes the same for modules whose URL begins with this
 * @param integrity what the bytes behind a URL have to hash to
 */
public record ImportMap(
    NavigableMap<String, Optional<String>> imports,
    NavigableMap<String, NavigableMap<String, Optional<String>>> scopes,
    Map<String, String> integrity) {
  /** Of a document without one. */
  public static final ImportMap EMPTY = new ImportMap(sorted(), sorted(), Map.of());

  public ImportMap {
    imports = Collections.unmodifiableNavigableMap(imports);
    scopes = Collections.unmodifiableNavigableMap(scopes);
    integrity = Map.copyOf(integrity);
  }

  /** What a specifier leads to. */
  sealed interface Resolution {
    record Resolved(Url url) implements Resolution {}

    /** No URL, and why, such as {@code a bare specifier that no import map has}. */
    record Failed(String reason) implements Resolution {}
  }

  public boolean isEmpty() {
    return imports.isEmpty() && scopes.isEmpty() && integrity.isEmpty();
  }

  /**
   * Reads the text of a {@code <script type=importmap>}.
   *
   * @param base the URL of the document, or of its {@code <base>}
   * @throws IllegalArgumentException when a browser would not take it, with the reason
   */
  static ImportMap parse(String text, Url base) {
    Map<?, ?> map = object("import map", Json.parse(text));
    NavigableMap<String, NavigableMap<String, Optional<String>>> scopes = sorted();
    for (Map.Entry<?, ?> scope : object("scopes", member(map, "scopes")).entrySet()) {
      Map<?, ?> own = object("scope", scope.getValue());
      Url prefix = Url.parse(String.valueOf(scope.getKey()), base);
      if (prefix != null) {
        scopes.put(prefix.toString(), specifiers(own, base));
      }
    }
    Map<String, String> integrity = new LinkedHashMap<>();
    object("integrity", member(map, "integrity"))
        .forEach(
            (key, value) -> {
              Url url = urlLike(String.valueOf(key), base);
              if (url != null && value instanceof String hash) {
                integrity.put(url.toString(), hash);
              }
            });
    return new ImportMap(
        specifiers(object("imports", member(map, "imports")), base), scopes, integrity);
  }

  private static @Nullable Object member(Map<?, ?> map, String name) {
    return map.containsKey(name) ? map.get(name) : Map.of();
  }

  private static Map<?, ?> object(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(name + ": no object (expected: an object of JSON)");
  }

  private static NavigableMap<String, Optional<String>> specifiers(Map<?, ?> written, Url base) {
    NavigableMap<String, Optional<String>> read = sorted();
    written.forEach(
        (name, address) -> {
          String key = String.valueOf(name);
          if (!key.isEmpty()) {
            Url like = urlLike(key, base);
            read.put(like == null ? key : like.toString(), address(key, address, base));
          }
        });
    return read;
  }

  private static Optional<String> address(String key, @Nullable Object address, Url base) {
    Url url = address instanceof String written ? urlLike(written, base) : null;
    return url == null || (key.endsWith("/") && !url.toString().endsWith("/"))
        ? Optional.empty()
        : Optional.of(url.toString());
  }

  /** A specifier that is a URL, or begins as a relative one has to. */
  static @Nullable Url urlLike(String specifier, Url base) {
    boolean relative =
        specifier.startsWith("/") || specifier.startsWith("./") || specifier.startsWith("../");
    return Url.parse(specifier, relative ? base : null);
  }

  /** This map and a later one of the same document, whose rules count where this has none. */
  ImportMap and(ImportMap later) {
    NavigableMap<String, Optional<String>> all = copy(imports);
    later.imports.forEach(all::putIfAbsent);
    NavigableMap<String, NavigableMap<String, Optional<String>>> scoped = copy(scopes);
    later.scopes.forEach(
        (prefix, own) ->
            scoped.merge(
                prefix,
                own,
                (first, second) -> {
                  NavigableMap<String, Optional<String>> both = copy(first);
                  second.forEach(both::putIfAbsent);
                  return both;
                }));
    Map<String, String> hashes = new LinkedHashMap<>(integrity);
    later.integrity.forEach(hashes::putIfAbsent);
    return new ImportMap(all, scoped, hashes);
  }

  /**
   * What a specifier means in a module (HTML, section 8.1.6.3).
   *
   * @param base the URL of the module
   */
  Resolution resolve(String specifier, Url base) {
    Url like = urlLike(specifier, base);
    if (imports.isEmpty() && scopes.isEmpty() && like != null) {
      return new Resolution.Resolved(like);
    }
    String normal = like == null ? specifier : like.toString();
    for (String prefix : prefixes(base.toString())) {
      NavigableMap<String, Optional<String>> own = scopes.get(prefix);
      Resolution found = own == null ? null : match(normal, like, own);
      if (found != null) {
        return found;
      }
    }
    Resolution found = match(normal, like, imports);
    if (found != null) {
      return found;
    }
    return like == null
        ? new Resolution.Failed("a bare specifier that no import map has")
        : new Resolution.Resolved(like);
  }

  static @Nullable Resolution match(
      String normal, @Nullable Url like, NavigableMap<String, Optional<String>> rules) {
    for (String key : prefixes(normal)) {
      Optional<String> rule = rules.get(key);
      boolean exact = key.length() == normal.length();
      if (rule == null || !(exact || like == null || like.special())) {
        continue;
      }
      Url address = rule.map(url -> Url.parse(url, null)).orElse(null);
      if (address == null) {
        return new Resolution.Failed("the import map forbids it: " + key);
      }
      if (exact) {
        return new Resolution.Resolved(address);
      }
      Url url = Url.parse(normal.substring(key.length()), address);
      return url == null || !url.toString().startsWith(address.toString())
          ? new Resolution.Failed("it leaves what the import map has for " + key)
          : new Resolution.Resolved(url);
    }
    return null;
  }

  /**
   * The keys that a text could match: itself, and what it begins with up to a slash. The longest
   * come first, as in a search through all keys in descending order.
   */
  private static List<String> prefixes(String text) {
    List<String> prefixes = new ArrayList<>();
    prefixes.add(text);
    for (int i = text.lastIndexOf('/', text.length() - 2);
        i >= 0;
        i = text.lastIndexOf('/', i - 1)) {
      prefixes.add(text.substring(0, i + 1));
    }
    return prefixes;
  }

  static <T> NavigableMap<String, T> sorted() {
    return new TreeMap<>(Comparator.<String>reverseOrder());
  }

  static <T> NavigableMap<String, T> copy(NavigableMap<String, T> map) {
    NavigableMap<String, T> copy = sorted();
    copy.putAll(map);
    return copy;
  }
}

package dev.weft.measure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text names that a page loads with it: scripts, style sheets, images and preloads of a
 * document, static imports of a module, imports of a style sheet. No parser: it finds what people
 * and bundlers write, and not what a script makes up.
 */
final class References {
  // All quantifiers are bounded, because the texts are another's.
  private static final Pattern TAG =
      Pattern.compile("<(script|link|img)\\b([^>]{0,4000})>", Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([a-zA-Z-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))");
  private static final Pattern IMPORT =
      Pattern.compile(
          "\\b(?:import|export)\\b(?<=(?:^|[;}\\n>])\\s{0,40}(?:import|export))"
              + "(?:[\\w\\s{},*$]{0,2000}?\\bfrom)?\\s{0,40}[\"']([^\"'\\n]{1,2000})[\"']");
  private static final Pattern CSS_IMPORT =
      Pattern.compile("@import\\s{1,40}(?:url\\(\\s{0,40})?[\"']?([^\"')\\s;]{1,2000})");
  private static final Set<String> LOADED =
      Set.of("stylesheet", "modulepreload", "preload", "icon");

  private References() {}

  /** The paths, on the origin of the page alone, in the order in which they are named. */
  static List<String> of(Response response, URI base) throws java.io.IOException {
    if (!response.naming()) {
      return List.of();
    }
    List<String> names =
        switch (response.type()) {
          case "text/html" -> ofDocument(without("<!--", "-->", response.text()));
          case "text/css" -> ofStyleSheet(response.text());
          default -> ofScript(response.text());
        };
    return names.stream().flatMap(name -> path(name, base).stream()).distinct().toList();
  }

  private static List<String> ofDocument(String html) {
    List<String> names = new ArrayList<>();
    int script = -1; // where the text of one begins, up to the next tag that matters
    for (Matcher tag = TAG.matcher(html); tag.find(); ) {
      if (script >= 0) {
        names.addAll(ofScript(html.substring(script, tag.start())));
      }
      named(tag).ifPresent(names::add);
      script = tag.group(1).equalsIgnoreCase("script") ? tag.end() : -1;
    }
    if (script >= 0) {
      names.addAll(ofScript(html.substring(script)));
    }
    return names;
  }

  private static List<String> ofStyleSheet(String css) {
    Matcher names = CSS_IMPORT.matcher(without("/*", "*/", css));
    return names.results().map(name -> name.group(1)).toList();
  }

  /** Names that begin otherwise are bare, for an import map. */
  private static List<String> ofScript(String script) {
    Matcher names = IMPORT.matcher(without("/*", "*/", script));
    return names
        .results()
        .map(name -> name.group(1))
        .filter(name -> name.matches("\\.{0,2}/.*"))
        .toList();
  }

  private static String without(String begin, String end, String text) {
    StringBuilder rest = new StringBuilder();
    int at = 0;
    for (int from; (from = text.indexOf(begin, at)) >= 0; ) {
      int to = text.indexOf(end, from + begin.length());
      if (to < 0) {
        break;
      }
      rest.append(text, at, from).append(' ');
      at = to + end.length();
    }
    return rest.append(text, at, text.length()).toString();
  }

  private static Optional<String> named(Matcher tag) {
    String rel = "";
    String href = "";
    String src = "";
    for (Matcher each = ATTRIBUTE.matcher(tag.group(2)); each.find(); ) {
      String value = each.group(2) != null ? each.group(2) : each.group(3);
      value = value != null ? value : each.group(4);
      switch (each.group(1).toLowerCase(Locale.ROOT)) {
        case "rel" -> rel = value.toLowerCase(Locale.ROOT);
        case "href" -> href = value;
        case "src" -> src = value;
        default -> {
          // Of no matter here.
        }
      }
    }
    boolean link = tag.group(1).equalsIgnoreCase("link");
    boolean loaded = link && List.of(rel.split("\\s+", -1)).stream().anyMatch(LOADED::contains);
    String name = link ? (loaded ? href : "") : src;
    return name.isBlank() ? Optional.empty() : Optional.of(name.replace("&amp;", "&").strip());
  }

  private static Optional<String> path(String name, URI base) {
    try {
      URI uri = base.resolve(new URI(name));
      if (!"https".equals(uri.getScheme())
          || !String.valueOf(base.getRawAuthority()).equalsIgnoreCase(uri.getRawAuthority())) {
        return Optional.empty();
      }
      return Optional.of(path(uri));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /** What a request names of a URL. */
  static String path(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}

package dev.weft.http;

import dev.weft.graph.Document;
import dev.weft.origin.Authority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the security policies of a page say of the scripts of its own origin (Content Security
 * Policy Level 3): each policy's list of sources that is about them. A script is allowed when every
 * policy allows it. In doubt it is not.
 */
record ScriptPolicy(List<List<String>> lists) {
  private static final List<String> DIRECTIVES =
      List.of("script-src-elem", "script-src", "default-src"); // section 6.8.3

  private static final Pattern HOST =
      Pattern.compile(
          "(?:(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://)?"
              + "(?<host>\\*|(?:\\*\\.)?[a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.]+])"
              + "(?::(?<port>\\d+|\\*))?(?<path>/.*)?");

  ScriptPolicy {
    lists = List.copyOf(lists);
  }

  /**
   * Those of a document.
   *
   * @param fields that it is sent with
   */
  static ScriptPolicy of(Document document, List<Field> fields) {
    return of(all(document, fields));
  }

  /** The texts of all policies: contents of {@code <meta>} elements, and values of the header. */
  static List<String> all(Document document, List<Field> fields) {
    List<String> policies = new ArrayList<>(document.policies());
    fields.stream()
        .filter(field -> field.name().equalsIgnoreCase("Content-Security-Policy"))
        .forEach(field -> policies.add(field.value()));
    return policies;
  }

  /**
   * @param policies values of the header, and contents of {@code <meta>} elements
   */
  static ScriptPolicy of(List<String> policies) {
    List<List<String>> lists = new ArrayList<>();
    for (String header : policies) {
      for (String policy : header.split(",", -1)) {
        Map<String, List<String>> directives = directives(policy);
        DIRECTIVES.stream()
            .filter(directives::containsKey)
            .findFirst()
            .ifPresent(name -> lists.add(directives.getOrDefault(name, List.of())));
      }
    }
    return new ScriptPolicy(lists);
  }

  /** Of several of one name the first counts (section 2.2.1). */
  private static Map<String, List<String>> directives(String policy) {
    Map<String, List<String>> directives = new HashMap<>();
    for (String directive : policy.split(";", -1)) {
      List<String> words = Arrays.asList(directive.strip().split("\\s+"));
      directives.putIfAbsent(
          words.getFirst().toLowerCase(Locale.ROOT), words.subList(1, words.size()));
    }
    return directives;
  }

  /**
   * Whether a module of the page's own origin may be fetched before a script asks for it. One that
   * is trusted for its nonce or its hash, or for the script that loads it, may not: a link says
   * nothing of these.
   *
   * @param path as in a URL
   * @param authorities those that the page may have
   */
  boolean allows(String path, List<Authority> authorities) {
    return lists.stream().allMatch(sources -> allows(sources, path, authorities));
  }

  private static boolean allows(List<String> sources, String path, List<Authority> authorities) {
    boolean dynamic = sources.stream().anyMatch("'strict-dynamic'"::equalsIgnoreCase);
    return !dynamic && sources.stream().anyMatch(source -> matches(source, path, authorities));
  }

  /**
   * Whether a script may stand in the document (section 6.7.3.3).
   *
   * @param hash of it, as a policy would have it, with the quotes
   */
  boolean allowsInline(String hash) {
    return lists.stream().allMatch(sources -> sources.contains(hash) || allowsInline(sources));
  }

  /** The same of one whose hash no policy can have, such as an import map of ours. */
  boolean allowsInline() {
    return lists.stream().allMatch(ScriptPolicy::allowsInline);
  }

  private static boolean allowsInline(List<String> sources) {
    return sources.stream().anyMatch("'unsafe-inline'"::equalsIgnoreCase)
        && sources.stream().noneMatch(ScriptPolicy::voidsInline);
  }

  /** What makes a policy trust particular scripts alone. */
  private static boolean voidsInline(String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    return lower.equals("'strict-dynamic'") || lower.matches("'(nonce|sha256|sha384|sha512)-.*");
  }

  private static boolean matches(String source, String path, List<Authority> authorities) {
    return switch (source.toLowerCase(Locale.ROOT)) {
      case "'self'", "*", "https:", "http:" -> true; // http: means https:, too (section 6.7.2.9)
      default -> {
        Matcher host = HOST.matcher(source);
        yield host.matches()
            && !authorities.isEmpty()
            && authorities.stream().allMatch(authority -> names(host, authority))
            && within(path, host.group("path"));
      }
    };
  }

  private static boolean names(Matcher source, Authority authority) {
    String scheme = source.group("scheme");
    String host = source.group("host").toLowerCase(Locale.ROOT);
    String port = source.group("port");
    boolean named =
        host.startsWith("*")
            ? authority.host().endsWith(host.substring(1))
            : authority.host().equals(host);
    boolean usual = authority.port() == Authority.NO_PORT || authority.port() == 443;
    return named
        && (scheme == null || scheme.toLowerCase(Locale.ROOT).matches("https?"))
        && (port == null ? usual : port.equals("*") || port.equals("" + authority.port()));
  }

  /** Section 6.7.2.12: a folder, or exactly this. */
  private static boolean within(String path, String allowed) {
    return allowed == null
        || (allowed.endsWith("/") ? path.startsWith(allowed) : path.equals(allowed));
  }
}

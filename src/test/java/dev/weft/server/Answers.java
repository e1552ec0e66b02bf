package dev.weft.server;

import dev.weft.config.SiteSettings;
import dev.weft.origin.Authority;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server of several sites, and which of them answers whom: the rules of {@link
 * dev.weft.http.Sites} once more in other words, by texts and regular expressions.
 *
 * @param certificates the names of each, as in the certificate; the first is for clients without
 *     SNI
 * @param alone the sites that share no connection
 * @param rest whether there is a site of that name for what no other claims
 */
record Answers(List<List<String>> certificates, Set<String> alone, boolean rest) {
  static final String REST = "rest";

  /**
   * The site of every claim, of a host or of a host at a port; in the form that it is asked for.
   */
  private static final Map<String, String> CLAIMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("one.test", "one"),
              Map.entry("www.one.test", "one"),
              Map.entry("two.test", "two"),
              Map.entry("xn--bcher-kva.test", "two"),
              Map.entry("ports.test:8443", "two"),
              Map.entry("ports.test", "one"),
              Map.entry("only.test:8443", "two"),
              Map.entry("a.wild.test", "wild"),
              Map.entry("127.0.0.1", "address"),
              Map.entry("::1", "another-address"),
              Map.entry("uncovered.test", "hidden")));

  /** What clients connect to. */
  private static final String ADDRESS = "127.0.0.1";

  /** An authority as it is sent, and what it means; the port of a text without one is 443. */
  record Asked(String text, String host, int port) {}

  static final List<Asked> ASKED =
      List.of(
          new Asked("one.test", "one.test", 443),
          new Asked("www.one.test", "www.one.test", 443),
          new Asked("ONE.TEST:443", "one.test", 443),
          new Asked("One.test.:8443", "one.test", 8443),
          new Asked("x.one.test", "x.one.test", 443),
          new Asked("two.test", "two.test", 443),
          new Asked("two.test.", "two.test", 443),
          new Asked("xn--bcher-kva.test", "xn--bcher-kva.test", 443),
          new Asked("XN--BCHER-KVA.TEST:1", "xn--bcher-kva.test", 1),
          new Asked("ports.test:8443", "ports.test", 8443),
          new Asked("ports.test", "ports.test", 443),
          new Asked("only.test:8443", "only.test", 8443),
          new Asked("only.test", "only.test", 443),
          new Asked("a.wild.test", "a.wild.test", 443),
          new Asked("b.wild.test", "b.wild.test", 443),
          new Asked("a.b.wild.test", "a.b.wild.test", 443),
          new Asked("wild.test", "wild.test", 443),
          new Asked("127.0.0.1", "127.0.0.1", 443),
          new Asked("127.0.0.1:8443", "127.0.0.1", 8443),
          new Asked("[::1]", "::1", 443),
          new Asked("[0:0::0:1]:8443", "::1", 8443),
          new Asked("[::2]", "::2", 443),
          new Asked("unclaimed.test", "unclaimed.test", 443),
          new Asked("uncovered.test", "uncovered.test", 443),
          new Asked("elsewhere.test", "elsewhere.test", 443));

  /** What clients ask TLS for: nothing, a site's name, another's, one of nobody, one uncovered. */
  static final List<String> SERVER_NAMES =
      List.of(
          "",
          "one.test",
          "WWW.ONE.TEST",
          "two.test",
          "xn--bcher-kva.test",
          "only.test",
          "a.wild.test",
          "b.wild.test",
          "unclaimed.test",
          "uncovered.test");

  static final List<List<String>> EXACT_NAMES =
      List.of(
          List.of(
              "one.test",
              "www.one.test",
              "two.test",
              "xn--bcher-kva.test",
              "ports.test",
              "only.test",
              "a.wild.test",
              "unclaimed.test",
              "127.0.0.1",
              "::1"));

  static final List<List<String>> WILDCARDS =
      List.of(
          List.of(
              "*.one.test", "one.test", "two.test", "*.wild.test", "only.test", "unclaimed.test"));

  static final List<List<String>> TWO_CERTIFICATES =
      List.of(
          List.of("one.test", "www.one.test", "ports.test", "unclaimed.test", "127.0.0.1"),
          List.of("two.test", "xn--bcher-kva.test", "only.test", "*.wild.test", "::1"));

  /** Several cover a name: itself or by a wildcard, the earlier with more wildcards or fewer. */
  static final List<List<String>> OVERLAPPING =
      List.of(
          List.of("*.one.test", "*.wild.test", "*.x.test", "two.test", "127.0.0.1"),
          List.of("one.test", "www.one.test", "*.wild.test", "ports.test", "::1"),
          List.of("a.wild.test", "two.test", "only.test", "*.u.test", "*.v.test", "*.w.test"));

  /** All sites by name. */
  Set<String> sites() {
    Set<String> names = new LinkedHashSet<>(CLAIMS.values());
    if (rest) {
      names.add(REST);
    }
    return names;
  }

  /** A server of these sites, each with an index that holds its name. */
  TestServer.Preparation in(Path folder) throws IOException {
    TestServer.Preparation server = TestServer.in(folder).certificates(certificates);
    for (String site : sites()) {
      server.file(site + "/index.html", site);
    }
    return server.sites(
        sites().stream().map(site -> settings(site, folder)).toArray(SiteSettings[]::new));
  }

  /** As people write it in the configuration. */
  private static Authority written(String claim) {
    return Authority.parse(
        switch (claim) {
          case "::1" -> "[0:0:0:0:0:0:0:1]";
          case "xn--bcher-kva.test" -> "B\u00fccher.test.";
          default -> claim;
        });
  }

  private SiteSettings settings(String site, Path folder) {
    return SiteSettings.of(folder.resolve(site))
        .withAuthorities(
            CLAIMS.keySet().stream()
                .filter(claim -> site.equals(CLAIMS.get(claim)))
                .map(Answers::written)
                .toList())
        .withCoalesce(!alone.contains(site));
  }

  /** The site that answers, or null for 421. */
  @Nullable String to(String serverName, Asked asked) {
    String host = asked.host;
    String asksTls = serverName.toLowerCase(Locale.ROOT);
    String site = owner(host, asked.port);
    if (site == null || shown(asksTls).stream().noneMatch(name -> covers(name, host))) {
      return null;
    }
    String home = asksTls.isEmpty() ? ADDRESS : asksTls;
    String openedFor = owner(home, asked.port);
    boolean atHome = home.equals(host) || site.equals(openedFor);
    Predicate<@Nullable String> loner = name -> name != null && alone.contains(name);
    return atHome || !(loner.test(site) || loner.test(openedFor)) ? site : null;
  }

  /** Whose host that is, on any connection. */
  private @Nullable String owner(String host, int port) {
    String site = CLAIMS.get(host + ":" + port);
    if (site == null) {
      site = CLAIMS.get(host);
    }
    return site == null && rest ? REST : site;
  }

  /** The names of the certificate that such a client sees. */
  private List<String> shown(String serverName) {
    List<List<String>> best = new ArrayList<>();
    for (List<String> names : certificates) {
      if (names.contains(serverName)) {
        return names;
      }
      if (names.stream().anyMatch(name -> covers(name, serverName))) {
        best.add(names);
      }
    }
    best.add(certificates.getFirst());
    return best.getFirst();
  }

  private static boolean covers(String name, String host) {
    return name.startsWith("*.")
        ? host.matches("[^.]+" + Pattern.quote(name.substring(1)))
        : host.equals(name);
  }
}

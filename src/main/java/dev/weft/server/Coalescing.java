package dev.weft.server;

import dev.weft.asset.Catalogue;
import dev.weft.config.Configuration;
import dev.weft.http.Site;
import dev.weft.http.Sites;
import dev.weft.origin.Authority;
import dev.weft.origin.Cover;
import dev.weft.origin.Handshake;
import dev.weft.origin.Origin;
import dev.weft.tls.Credential;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.SSLSession;

/**
 * Which origins of a configuration can share a connection, and why others cannot.
 *
 * <p>Nothing is decided here. For each origin a connection is opened in rehearsal, and every origin
 * is asked for on it by the rules of {@link Sites}; connections that come to the same are told as
 * one.
 */
public final class Coalescing {
  private final Configuration configuration;
  private final List<Credential> credentials;
  private final Sites sites;
  private final List<Opened> opened = new ArrayList<>();

  /**
   * Connections that are alike. Origins are written as in a URL; {@code https://*.a.test} are all
   * those of a wildcard that no site claims by name.
   *
   * @param certificate that is shown on them
   * @param shared the origins they are opened for: each of these can be asked for on a connection
   *     that was opened for another
   * @param guests the origins that can be asked for as well, and are shown another certificate on
   *     connections of their own
   * @param refused all other origins
   * @param announcement what the connections say of themselves
   */
  public record Connections(
      Credential certificate,
      List<String> shared,
      List<Guest> guests,
      List<Refused> refused,
      Announcement announcement) {}

  /**
   * An origin that can be asked for on connections of others.
   *
   * @param own the certificate that its own connections show
   */
  public record Guest(String origin, Credential own) {}

  /** An origin that cannot be asked for. */
  public record Refused(String origin, Reason reason) {}

  /** Why an origin cannot be asked for. */
  public sealed interface Reason {
    /**
     * The certificate that is shown does not cover it.
     *
     * @param own the certificate that does
     * @param wildcard a name that looks as if it covered it
     */
    record NotCovered(Credential own, Optional<String> wildcard) implements Reason {}

    /**
     * A site shares no connection with others.
     *
     * @param site its place in the configuration
     */
    record Unshared(int site) implements Reason {}
  }

  /** An origin, and a connection that was opened for it. */
  private record Opened(
      String origin, Authority authority, Site site, Handshake handshake, Credential certificate) {}

  /** What connections have in common that are told as one. */
  private record Alike(Credential certificate, List<Opened> welcome) {}

  private Coalescing(Configuration configuration, List<Credential> credentials) {
    this.configuration = configuration;
    this.credentials = credentials;
    this.sites = sites(configuration);
  }

  /** All connections that the server would take, in the order of the sites. */
  public static List<Connections> of(Configuration configuration, List<Credential> credentials) {
    Coalescing coalescing = new Coalescing(configuration, credentials);
    coalescing.open();
    return coalescing.connections();
  }

  /** As in a URL; {@code :*} stands for whatever port the server is given where it asks for 0. */
  public static String written(Origin origin) {
    return origin.port() == 0 ? origin.toString().replaceFirst(":0$", ":*") : origin.toString();
  }

  /** Whether a site of the configuration claims the authority. */
  public static boolean claimed(Configuration configuration, Authority authority) {
    return sites(configuration).named(authority) != null;
  }

  private static Sites sites(Configuration configuration) {
    return new Sites(
        configuration.sites().stream()
            .map(settings -> new Site(settings, () -> Catalogue.EMPTY, List.of()))
            .toList());
  }

  private void open() {
    Rehearsal rehearsal = new Rehearsal(credentials);
    for (Site site : sites.all()) {
      for (Authority authority : site.authorities()) {
        open(rehearsal, site, authority, authority.host());
      }
      if (site.authorities().isEmpty()) {
        for (String name : new TreeSet<>(covered())) {
          Authority authority =
              Origins.wildcard(name)
                  ? Origins.example(sites, name)
                  : new Authority(name, Authority.NO_PORT);
          open(rehearsal, site, authority, name);
        }
      }
    }
  }

  private void open(Rehearsal rehearsal, Site site, Authority authority, String name) {
    Origin origin = Origin.of(authority, configuration.listen().port());
    SSLSession session = rehearsal.opening(origin.authority());
    Handshake handshake = Handshakes.of(session, authority.host());
    String written = written(origin).replace("//" + authority.host(), "//" + name);
    // Another site may claim it on this port, and one site may claim it twice.
    if (sites.resolve(origin.authority(), handshake) == site
        && opened.stream().noneMatch(other -> other.origin.equals(written))) {
      opened.add(new Opened(written, origin.authority(), site, handshake, shown(session)));
    }
  }

  private List<String> covered() {
    return credentials.stream().flatMap(each -> each.cover().names().stream()).toList();
  }

  private Credential shown(SSLSession session) {
    X509Certificate leaf = Handshakes.shown(session);
    return credentials.stream().filter(each -> each.leaf().equals(leaf)).findFirst().orElseThrow();
  }

  private List<Connections> connections() {
    Map<Alike, List<Opened>> alike = new LinkedHashMap<>();
    for (Opened each : opened) {
      List<Opened> welcome = opened.stream().filter(other -> welcome(other, each)).toList();
      alike.computeIfAbsent(new Alike(each.certificate, welcome), _ -> new ArrayList<>()).add(each);
    }
    return alike.entrySet().stream()
        .map(entry -> connections(entry.getValue(), entry.getKey().welcome))
        .toList();
  }

  private boolean welcome(Opened asked, Opened connection) {
    return sites.resolve(asked.authority, connection.handshake) == asked.site;
  }

  private Connections connections(List<Opened> shared, List<Opened> welcome) {
    Opened any = shared.getFirst();
    return new Connections(
        any.certificate,
        shared.stream().map(Opened::origin).toList(),
        welcome.stream()
            .filter(each -> !shared.contains(each))
            .map(each -> new Guest(each.origin, each.certificate))
            .toList(),
        opened.stream()
            .filter(each -> !welcome.contains(each))
            .map(each -> new Refused(each.origin, reason(each, any)))
            .toList(),
        Origins.announced(
            sites,
            any.handshake,
            configuration.listen().port(),
            configuration.http2().originFrame()));
  }

  private Reason reason(Opened asked, Opened connection) {
    if (!connection.handshake.cover().covers(asked.authority)) {
      return new Reason.NotCovered(
          asked.certificate, near(connection.handshake.cover(), asked.authority.host()));
    }
    Site alone = asked.site.coalesces() ? connection.site : asked.site;
    return new Reason.Unshared(sites.all().indexOf(alone));
  }

  /** A wildcard stands for exactly one label (RFC 9525, section 6.3). */
  private static Optional<String> near(Cover cover, String host) {
    return cover.names().stream()
        .filter(name -> name.startsWith("*.") && ("." + host).endsWith(name.substring(1)))
        .min(Comparator.naturalOrder());
  }
}

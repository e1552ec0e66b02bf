package dev.weft.server;

import dev.weft.config.Configuration;
import dev.weft.http.Site;
import dev.weft.http.Sites;
import dev.weft.origin.Authority;
import dev.weft.origin.Handshake;
import dev.weft.origin.Origin;
import dev.weft.tls.Credential;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The origins that are served: all of them as URLs, and those that a connection may be used for.
 */
final class Origins {
  private static final Authority LOCALHOST = new Authority("localhost", Authority.NO_PORT);

  private Origins() {}

  static List<URI> of(Sites sites, List<Credential> credentials, int port) {
    Set<URI> origins = new LinkedHashSet<>();
    for (Site site : sites.all()) {
      for (Authority authority :
          site.authorities().isEmpty() ? everything(credentials) : site.authorities()) {
        origins.add(URI.create(Origin.of(authority, port) + "/"));
      }
    }
    return List.copyOf(origins);
  }

  /**
   * What the ORIGIN frame of a connection says; empty for none.
   *
   * @param port of the connection
   */
  static Optional<List<Origin>> announced(
      Sites sites, Handshake handshake, int port, Configuration.OriginFrame wanted) {
    if (!wanted.sent()) {
      return Optional.empty();
    }
    return wanted.origins().isPresent()
        ? wanted
            .origins()
            .map(
                listed ->
                    listed.stream()
                        .filter(origin -> sites.resolve(origin.authority(), handshake) != null)
                        .toList())
        : of(sites, handshake, port);
  }

  /**
   * The origins that a connection may be used for, as an ORIGIN frame is to say them (RFC 8336,
   * section 2.3): a client asks for no others. Empty where that cannot be told, because a site
   * claims all that is covered and the certificate covers names without end.
   *
   * @param port of the connection, which is that of an authority without one
   */
  private static Optional<List<Origin>> of(Sites sites, Handshake handshake, int port) {
    Set<Origin> origins = new LinkedHashSet<>();
    for (Site site : sites.all()) {
      for (Authority authority :
          site.authorities().isEmpty()
              ? exact(handshake.cover().names().stream())
              : site.authorities()) {
        Origin origin = Origin.of(authority, port);
        if (sites.resolve(origin.authority(), handshake) == site) {
          origins.add(origin);
        }
      }
    }
    boolean endless = handshake.cover().names().stream().anyMatch(name -> name.startsWith("*."));
    boolean everything = sites.all().stream().anyMatch(site -> site.authorities().isEmpty());
    return endless && everything ? Optional.empty() : Optional.of(List.copyOf(origins));
  }

  /** The names that stand for one host, sorted. */
  private static List<Authority> exact(Stream<String> names) {
    return names
        .filter(name -> !name.startsWith("*."))
        .distinct()
        .sorted()
        .map(name -> new Authority(name, Authority.NO_PORT))
        .toList();
  }

  /** One line for each authority that is claimed and that no certificate covers. */
  static List<String> uncovered(Sites sites, List<Credential> credentials) {
    List<String> lines = new ArrayList<>();
    for (Site site : sites.all()) {
      for (Authority authority : site.authorities()) {
        if (credentials.stream().noneMatch(credential -> credential.cover().covers(authority))) {
          lines.add(authority + ": every request gets 421 (expected: covered by a certificate)");
        }
      }
    }
    return lines;
  }

  /**
   * The site that claims all that is covered is best opened at localhost, where the certificate
   * says so.
   */
  private static List<Authority> everything(List<Credential> credentials) {
    if (credentials.stream().anyMatch(credential -> credential.cover().covers(LOCALHOST))) {
      return List.of(LOCALHOST);
    }
    return exact(credentials.stream().flatMap(credential -> credential.cover().names().stream()));
  }
}

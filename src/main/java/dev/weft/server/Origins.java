package dev.weft.server;

import dev.weft.config.Configuration;
import dev.weft.http.Site;
import dev.weft.http.Sites;
import dev.weft.origin.Authority;
import dev.weft.origin.Handshake;
import dev.weft.origin.Origin;
import dev.weft.tls.CertificateChoice;
import dev.weft.tls.Credential;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
   * What a connection says of the origins it may be used for.
   *
   * @param port of the connection
   */
  static Announcement announced(
      Sites sites, Handshake handshake, int port, Configuration.OriginFrame wanted) {
    if (!wanted.sent()) {
      return new Announcement.Off();
    }
    if (wanted.origins().isPresent()) {
      return new Announcement.Frame(
          wanted.origins().get().stream()
              .filter(origin -> sites.resolve(origin.authority(), handshake) != null)
              .toList());
    }
    return endless(sites, handshake)
        .<Announcement>map(Announcement.Endless::new)
        .orElseGet(() -> new Announcement.Frame(of(sites, handshake, port)));
  }

  /**
   * The origins that a connection may be used for, as an ORIGIN frame is to say them (RFC 8336,
   * section 2.3): a client asks for no others.
   *
   * @param port of the connection, which is that of an authority without one
   */
  private static List<Origin> of(Sites sites, Handshake handshake, int port) {
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
    return List.copyOf(origins);
  }

  /** A wildcard, if there is one, of whose names a site answers to all that nobody claims. */
  private static Optional<String> endless(Sites sites, Handshake handshake) {
    return sites.all().stream()
        .filter(site -> site.authorities().isEmpty())
        .flatMap(
            site ->
                handshake.cover().names().stream()
                    .filter(Origins::wildcard)
                    .filter(name -> sites.resolve(example(sites, name), handshake) == site))
        .min(Comparator.naturalOrder());
  }

  static boolean wildcard(String name) {
    return name.startsWith("*.");
  }

  /** One of the names that a wildcard stands for and no site claims. */
  static Authority example(Sites sites, String wildcard) {
    return Stream.iterate("any", label -> label + "-other")
        .map(label -> new Authority(wildcard.replace("*", label), Authority.NO_PORT))
        .filter(host -> unclaimed(sites.named(host)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean unclaimed(@Nullable Site site) {
    return site == null || site.authorities().isEmpty();
  }

  /** The names that stand for one host, sorted. */
  private static List<Authority> exact(Stream<String> names) {
    return names
        .filter(name -> !wildcard(name))
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
        if (!CertificateChoice.shown(credentials, authority).cover().covers(authority)) {
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

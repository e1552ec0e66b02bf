package dev.weft.http;

import dev.weft.origin.Authority;
import dev.weft.origin.Handshake;
import dev.weft.origin.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which site an authority names. */
public final class Sites {
  private final List<Site> sites;
  private final Map<Authority, Site> claims = new HashMap<>();
  private final @Nullable Site unclaimed;

  /**
   * @throws IllegalArgumentException when two sites claim one authority
   */
  public Sites(List<Site> sites) {
    this.sites = List.copyOf(sites);
    Site rest = null;
    for (Site site : sites) {
      if (site.authorities().isEmpty()) {
        if (rest != null) {
          throw new IllegalArgumentException(
              "site: " + site.settings().root() + " (expected: only one site without authorities)");
        }
        rest = site;
      }
      for (Authority authority : site.authorities()) {
        if (claims.put(authority, site) != null) {
          throw new IllegalArgumentException(
              "authorities: " + authority + " (expected: claimed by one site only)");
        }
      }
    }
    unclaimed = rest;
  }

  public List<Site> all() {
    return sites;
  }

  /**
   * The site that an authority names on a connection. Null means that the request is misdirected
   * (421; RFC 9110, section 15.5.20). The rules are the same for HTTP/1.1 and HTTP/2, for the name
   * that the connection was opened for and for every other:
   *
   * <ol>
   *   <li>An authority that the certificate shown on this connection does not cover is misdirected.
   *   <li>The site that claims the host on this port answers.
   *   <li>Otherwise, the site that claims the host on every port.
   *   <li>Otherwise, the one site that claims no authority, and so all of them.
   *   <li>Otherwise nobody claims it, and it is misdirected.
   *   <li>Where that site, or the one the connection was opened for, does not share connections,
   *       the two must be one and the same; otherwise the request is misdirected. A client that
   *       named no host in TLS has opened its connection for the address that it connected to.
   * </ol>
   */
  public @Nullable Site resolve(Authority authority, Handshake handshake) {
    if (!handshake.cover().covers(authority)) {
      return null; // 1
    }
    Site site = named(authority); // 2 to 5
    if (site == null || handshake.openedFor(authority)) {
      return site;
    }
    Site opened = opened(handshake, authority.port());
    boolean shared = site.coalesces() && (opened == null || opened.coalesces());
    return shared || site == opened ? site : null; // 6
  }

  /** The site that an authority names, whatever the connection: rules 2 to 5. */
  public @Nullable Site named(Authority authority) {
    int port = authority.port() == Authority.NO_PORT ? Origin.HTTPS_PORT : authority.port();
    Site site = claims.get(new Authority(authority.host(), port)); // 2
    if (site == null) {
      site = claims.get(new Authority(authority.host(), Authority.NO_PORT)); // 3
    }
    return site == null ? unclaimed : site; // 4, 5
  }

  /**
   * The site that a connection was opened for. Its port is not in the handshake, and is the same
   * for all origins that share a connection.
   */
  private @Nullable Site opened(Handshake handshake, int port) {
    return named(new Authority(handshake.host(), port));
  }
}

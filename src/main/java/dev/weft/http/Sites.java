package dev.weft.http;

import dev.weft.origin.Authority;
import dev.weft.origin.Cover;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which site an authority names. */
public final class Sites {
  private static final int HTTPS_PORT = 443;

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
   * The site that an authority names on a connection whose certificate has this cover. Null means
   * that the request is misdirected (421; RFC 9110, section 15.5.20). The rules are the same for
   * HTTP/1.1 and HTTP/2, and for every name that shares the connection:
   *
   * <ol>
   *   <li>An authority that the certificate shown on this connection does not cover is misdirected.
   *   <li>The site that claims the host on this port answers.
   *   <li>Otherwise, the site that claims the host on every port.
   *   <li>Otherwise, the one site that claims no authority, and so all of them.
   *   <li>Otherwise nobody claims it, and it is misdirected.
   * </ol>
   */
  public @Nullable Site resolve(Authority authority, Cover cover) {
    if (!cover.covers(authority)) {
      return null; // 1
    }
    int port = authority.port() == Authority.NO_PORT ? HTTPS_PORT : authority.port();
    Site site = claims.get(new Authority(authority.host(), port)); // 2
    if (site == null) {
      site = claims.get(new Authority(authority.host(), Authority.NO_PORT)); // 3
    }
    return site == null ? unclaimed : site; // 4, 5
  }
}

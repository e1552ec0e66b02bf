package dev.weft.server;

import dev.weft.asset.Folder;
import dev.weft.http.Site;
import dev.weft.status.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sites with what each needs while it is served. Filled before the first request. */
final class ServedSites {
  private final Map<Site, Served> sites = new HashMap<>();
  private final List<Traffic> traffic = new ArrayList<>();
  private final Traffic nobody = new Traffic("(no site)");

  /** A site's name, for people, its folder and its counters. */
  record Served(String name, Folder folder, Traffic traffic) {}

  void add(Site site, Folder folder) {
    Traffic counters = new Traffic(name(site));
    traffic.add(counters);
    sites.put(site, new Served(name(site), folder, counters));
  }

  private static String name(Site site) {
    return site.authorities().isEmpty()
        ? String.valueOf(site.settings().root().getFileName())
        : site.authorities().getFirst().toString();
  }

  Served of(Site site) {
    return Objects.requireNonNull(sites.get(site));
  }

  /** The counters of a site; null means those of what no site claims. */
  Traffic traffic(@Nullable Site site) {
    return site == null ? nobody : of(site).traffic();
  }

  /** The counters of all sites, and of what no site claims. */
  List<Traffic> counters() {
    List<Traffic> all = new ArrayList<>(traffic);
    all.add(nobody);
    return all;
  }

  /** In the order of the sites, and at the end what no site claims, if there was any of it. */
  List<Traffic.Snapshot> snapshots() {
    List<Traffic.Snapshot> all = new ArrayList<>(traffic.stream().map(Traffic::snapshot).toList());
    Traffic.Snapshot rest = nobody.snapshot();
    if (rest.connections() + rest.misdirected() > 0) {
      all.add(rest);
    }
    return all;
  }
}

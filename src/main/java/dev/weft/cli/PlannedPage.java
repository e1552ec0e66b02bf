package dev.weft.cli;

import dev.weft.asset.Asset;
import dev.weft.asset.Coding;
import dev.weft.asset.Variant;
import dev.weft.asset.Variants;
import dev.weft.graph.PagePlan;
import dev.weft.graph.Resource;
import dev.weft.http.Fingerprints;
import dev.weft.http.ModuleLinks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The plan of a page with the bytes of everything in it.
 *
 * @param unused paths of the files of the site that no page leads to
 * @param links what the document would be sent with
 * @param named what it would name by content
 * @param unknown the codings of which nothing is known, by asset
 */
record PlannedPage(
    PagePlan plan,
    List<String> unused,
    Map<Asset, Set<Coding>> unknown,
    ModuleLinks links,
    Fingerprints named) {
  /** Bytes that nobody knows before the file is compressed. */
  static final long UNKNOWN = -1;

  /** From the longest to the shortest, mostly. */
  static final List<Coding> CODINGS = List.of(Coding.IDENTITY, Coding.GZIP, Coding.ZSTD, Coding.BR);

  PlannedPage {
    unused = List.copyOf(unused);
    unknown = Map.copyOf(unknown);
  }

  /** Every file of a plan, once. */
  static List<Asset> assets(PagePlan plan) {
    return Stream.concat(Stream.of(plan.page()), plan.resources().map(Resource::asset))
        .distinct()
        .toList();
  }

  /** What a client is sent that accepts this coding alone. */
  long bytes(Asset asset, Coding coding) {
    Variants variants = asset.variants();
    if (unknown.getOrDefault(asset, Set.of()).contains(coding)) {
      return UNKNOWN;
    } else if (variants == null) {
      return asset.size();
    }
    return variants.coded().stream()
        .filter(variant -> variant.coding() == coding)
        .mapToLong(Variant::length)
        .findFirst()
        .orElse(asset.size());
  }

  /** The same of all; unknown if it is of one of them. */
  long bytes(Collection<Resource> resources, Coding coding) {
    long sum = 0;
    for (Asset asset : resources.stream().map(Resource::asset).distinct().toList()) {
      long bytes = bytes(asset, coding);
      if (bytes == UNKNOWN) {
        return UNKNOWN;
      }
      sum += bytes;
    }
    return sum;
  }

  /** The shortest that is known. */
  long least(Asset asset) {
    return CODINGS.stream()
        .mapToLong(coding -> bytes(asset, coding))
        .filter(bytes -> bytes != UNKNOWN)
        .min()
        .orElse(asset.size());
  }

  /** In how many steps the style sheets, their fonts and their images are there. */
  int otherRoundTrips() {
    return 1
        + Stream.concat(plan.styles().stream(), plan.others().stream())
            .mapToInt(Resource::depth)
            .max()
            .orElse(0);
  }

  /** The modules of each depth, from 1 on. */
  List<List<Resource>> layers() {
    return Stream.iterate(1, depth -> depth <= plan.depth(), depth -> depth + 1)
        .map(depth -> plan.modules().stream().filter(m -> m.depth() == depth).toList())
        .toList();
  }
}

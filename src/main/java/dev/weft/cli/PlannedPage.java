package dev.weft.cli;

import dev.weft.asset.Asset;
import dev.weft.asset.Coding;
import dev.weft.asset.Variant;
import dev.weft.asset.Variants;
import dev.weft.graph.PagePlan;
import dev.weft.graph.Resource;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plan of a page with the bytes of everything in it.
 *
 * @param unused paths of the files of the site that no page leads to
 */
record PlannedPage(PagePlan plan, List<String> unused) {
  /** From the longest to the shortest, mostly. */
  static final List<Coding> CODINGS = List.of(Coding.IDENTITY, Coding.GZIP, Coding.ZSTD, Coding.BR);

  PlannedPage {
    unused = List.copyOf(unused);
  }

  /** Every file of it, once. */
  List<Asset> assets() {
    return Stream.concat(Stream.of(plan.page()), plan.resources().map(Resource::asset))
        .distinct()
        .toList();
  }

  /** What a client is sent that accepts this coding alone. */
  static long bytes(Asset asset, Coding coding) {
    Variants variants = asset.variants();
    return variants == null
        ? asset.size()
        : variants.coded().stream()
            .filter(variant -> variant.coding() == coding)
            .mapToLong(Variant::length)
            .findFirst()
            .orElse(asset.size());
  }

  static long bytes(Collection<Resource> resources, Coding coding) {
    return resources.stream()
        .map(Resource::asset)
        .distinct()
        .mapToLong(a -> bytes(a, coding))
        .sum();
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

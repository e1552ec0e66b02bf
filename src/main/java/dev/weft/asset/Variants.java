package dev.weft.asset;

import java.util.List;

/**
 * The variants of an asset that are known.
 *
 * @param coded those in a content coding, at most one for each
 */
public record Variants(Variant identity, List<Variant> coded) {
  public Variants {
    coded = List.copyOf(coded);
  }
}

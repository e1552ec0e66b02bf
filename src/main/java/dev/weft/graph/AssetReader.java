package dev.weft.graph;

import dev.weft.asset.Asset;
import java.io.IOException;

/** Gives the bytes of an asset, as the file has them. */
@FunctionalInterface
public interface AssetReader {
  /**
   * All bytes of one version of the file.
   *
   * @throws IOException when they cannot be read, which is reported and stops nothing
   */
  byte[] read(Asset asset) throws IOException;
}

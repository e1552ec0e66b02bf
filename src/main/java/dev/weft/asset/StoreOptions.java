package dev.weft.asset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How assets are kept.
 *
 * @param memory bytes of all bodies held in memory
 * @param smallFile bytes up to which a body may be held in memory
 * @param compress whether what has no sidecar is compressed in the background
 * @param cache folder of what was compressed; empty for none
 * @param cacheSize bytes that folder may grow to
 */
public record StoreOptions(
    long memory, long smallFile, boolean compress, Optional<Path> cache, long cacheSize) {
  public StoreOptions {
    if (memory < 0 || smallFile < 0 || smallFile > Integer.MAX_VALUE || cacheSize < 0) {
      throw new IllegalArgumentException(
          "store: " + memory + ", " + smallFile + ", " + cacheSize + " (expected: sizes in bytes)");
    }
  }
}

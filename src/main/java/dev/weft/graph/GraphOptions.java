package dev.weft.graph;

import java.util.List;
import java.util.Set;

/**
 * What is taken for a site's own, and how much of it is looked at.
 *
 * @param origins such as {@code https://localhost:8443}: the first is where documents are taken to
 *     be, what has another of them is the site's own, too
 * @param entries paths of modules that are looked at although no document asks for them
 * @param fileSize bytes of a file up to which it is read
 * @param files of a site that are read at most
 * @param modules of one page at most
 * @param depth of imports of one page at most
 */
public record GraphOptions(
    List<String> origins, Set<String> entries, int fileSize, int files, int modules, int depth) {
  /** Beyond what people write by far. */
  public static final GraphOptions DEFAULTS =
      new GraphOptions(List.of("https://localhost"), Set.of(), 16 << 20, 200_000, 50_000, 1000);

  public GraphOptions {
    origins = List.copyOf(origins);
    entries = Set.copyOf(entries);
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("origins: none (expected: at least one)");
    }
    if (fileSize < 1 || files < 1 || modules < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "bounds: %d, %d, %d, %d (expected: at least 1)"
              .formatted(fileSize, files, modules, depth));
    }
  }

  /** The same with other origins. */
  public GraphOptions withOrigins(List<String> others) {
    return new GraphOptions(others, entries, fileSize, files, modules, depth);
  }

  /** The same with other entries. */
  public GraphOptions withEntries(Set<String> others) {
    return new GraphOptions(origins, others, fileSize, files, modules, depth);
  }
}

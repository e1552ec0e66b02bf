package dev.weft.asset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is found below a root at one moment, by canonical path. Immutable; replaced whole. */
public final class Catalogue {
  public static final Catalogue EMPTY = new Catalogue(List.of());

  private final Map<String, Asset> assets = new HashMap<>();
  private final Map<String, Map<String, Entry>> directories = new HashMap<>();

  Catalogue(Collection<Asset> found) {
    directories.put("/", new TreeMap<>());
    for (Asset asset : found) {
      assets.put(asset.path(), asset);
      int slash = asset.path().lastIndexOf('/');
      String name = asset.path().substring(slash + 1);
      directory(slash == 0 ? "/" : asset.path().substring(0, slash), new TreeMap<>())
          .put(name, new Entry(name, false, asset.size(), asset.lastModified()));
    }
  }

  /** A line of a listing; a directory has no size and no date. */
  public record Entry(String name, boolean directory, long size, Instant lastModified) {}

  /** The asset under a canonical path such as {@code /js/app.js}; null if there is none. */
  public @Nullable Asset asset(String path) {
    return assets.get(path);
  }

  /** Whether there is something below this path: "/" or one without a slash at its end. */
  public boolean directory(String path) {
    return directories.containsKey(path);
  }

  /** What is in a directory, by name. */
  public List<Entry> children(String directory) {
    Map<String, Entry> children = directories.get(directory);
    return children == null ? List.of() : List.copyOf(children.values());
  }

  /** The number of assets. */
  public int size() {
    return assets.size();
  }

  Collection<Asset> assets() {
    return new ArrayList<>(assets.values());
  }

  private Map<String, Entry> directory(String path, Map<String, Entry> fresh) {
    Map<String, Entry> known = directories.putIfAbsent(path, fresh);
    if (known != null) {
      return known;
    }
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    directory(slash == 0 ? "/" : path.substring(0, slash), new TreeMap<>())
        .put(name, new Entry(name, true, 0, Instant.EPOCH));
    return fresh;
  }
}

package dev.weft.asset;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is found below a root at one moment, by canonical path. Immutable; replaced whole, and what
 * did not change is shared with the one before.
 */
public final class Catalogue {
  public static final Catalogue EMPTY = new Catalogue(Map.of());

  private final Map<String, Directory> directories;
  private final int size;

  Catalogue(Map<String, Directory> directories) {
    this.directories = Map.copyOf(directories);
    this.size = directories.values().stream().mapToInt(each -> each.files().size()).sum();
  }

  /**
   * What is in one directory.
   *
   * @param below names of the directories in it
   */
  record Directory(Map<String, Asset> files, Set<String> below) {
    static final Directory EMPTY = new Directory(Map.of(), Set.of());

    Directory {
      files = Map.copyOf(files);
      below = Set.copyOf(below);
    }
  }

  /** A line of a listing; a directory has no size and no date. */
  public record Entry(String name, boolean directory, long size, Instant lastModified) {}

  /** The asset under a canonical path such as {@code /js/app.js}; null if there is none. */
  public @Nullable Asset asset(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return null;
    }
    Directory directory = directories.get(slash == 0 ? "/" : path.substring(0, slash));
    return directory == null ? null : directory.files().get(path.substring(slash + 1));
  }

  /** Whether there is a directory under this path: "/" or one without a slash at its end. */
  public boolean directory(String path) {
    return directories.containsKey(path);
  }

  /** What is in a directory, by name. */
  public List<Entry> children(String directory) {
    Directory in = directories.getOrDefault(directory, Directory.EMPTY);
    return Stream.concat(
            in.below().stream().map(name -> new Entry(name, true, 0, Instant.EPOCH)),
            in.files().entrySet().stream().map(file -> entry(file.getKey(), file.getValue())))
        .sorted(Comparator.comparing(Entry::name))
        .toList();
  }

  /** Every asset, by path. */
  public List<Asset> assets() {
    return directories.values().stream()
        .flatMap(directory -> directory.files().values().stream())
        .sorted(Comparator.comparing(Asset::path))
        .toList();
  }

  /**
   * A directory in which something is not what it was.
   *
   * @param gone assets that are not in it any more, or not in this version
   * @param fresh assets that were not in it, or not in this version
   * @param now all that is in it
   */
  record Change(List<Asset> gone, List<Asset> fresh, List<Asset> now) {}

  /** What is not as it was in another catalogue of the same root. */
  List<Change> since(Catalogue before) {
    Set<String> paths = new HashSet<>(directories.keySet());
    paths.addAll(before.directories.keySet());
    return paths.stream()
        .map(path -> change(before.directories.get(path), directories.get(path)))
        .filter(change -> !change.gone().isEmpty() || !change.fresh().isEmpty())
        .toList();
  }

  private static Change change(@Nullable Directory before, @Nullable Directory now) {
    if (Objects.equals(before, now)) {
      return new Change(List.of(), List.of(), List.of());
    }
    Collection<Asset> old = before == null ? List.of() : before.files().values();
    Collection<Asset> all = now == null ? List.of() : now.files().values();
    // Assets are compared by what they are, not by what they say.
    Set<Asset> olds = Set.copyOf(old);
    Set<Asset> news = Set.copyOf(all);
    return new Change(
        old.stream().filter(asset -> !news.contains(asset)).toList(),
        all.stream().filter(asset -> !olds.contains(asset)).toList(),
        List.copyOf(all));
  }

  private static Entry entry(String name, Asset asset) {
    return new Entry(name, false, asset.size(), asset.lastModified());
  }

  /** The number of assets. */
  public int size() {
    return size;
  }
}

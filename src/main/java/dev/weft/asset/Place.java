package dev.weft.asset;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One directory of a folder, as it was at the last look. Guarded by its folder. */
final class Place {
  final String path;
  final @Nullable Place parent;
  final Map<String, Asset> assets = new HashMap<>();
  final Map<String, Place> below = new HashMap<>();

  /** Where it is: the links on the way are followed anew at each look. */
  Path file;

  /** The file system's identity of the directory; null before the first look. */
  @Nullable Object key;

  /** Whether some of what is in it is reached by links. */
  boolean links;

  /** Whether events tell of changes in it. */
  boolean watched;

  /** What the catalogue shows of it. */
  Catalogue.Directory shown = Catalogue.Directory.EMPTY;

  Place(String path, @Nullable Place parent, Path file) {
    this.path = path;
    this.parent = parent;
    this.file = file;
  }

  /** The canonical path of what has this name in here. */
  String child(String name) {
    return parent == null ? "/" + name : path + "/" + name;
  }

  /** The name in the directory above; empty for the root. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** About how many entries a look at it reads. */
  int weight() {
    return 1 + assets.size() + below.size();
  }

  int depth() {
    return parent == null ? 0 : 1 + parent.depth();
  }

  /** Whether a directory of this identity is this one or above: going in would never end. */
  boolean within(@Nullable Object identity) {
    return identity != null
        && (Objects.equals(key, identity) || (parent != null && parent.within(identity)));
  }

  void show() {
    shown = new Catalogue.Directory(assets, below.keySet());
  }
}

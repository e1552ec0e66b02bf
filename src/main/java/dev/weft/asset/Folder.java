package dev.weft.asset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A root and the newest catalogue of what is below it. Looks at directories when it is told to; an
 * asset whose file did not change stays the same object, and a changed one takes the place of the
 * old when it is loaded.
 */
public final class Folder {
  private final Path root;
  private final Asset.Loader loader;
  private final Consumer<Asset> appeared;

  private Path realRoot;
  private Scanner scanner;
  private final Map<String, Scanner.Look> looks = new HashMap<>();
  private final Map<String, Map<String, Asset>> assets = new HashMap<>();
  private final Deque<String> sweep = new ArrayDeque<>();
  private volatile Catalogue catalogue = Catalogue.EMPTY;

  /**
   * @param appeared told of every asset that is new in the catalogue
   */
  Folder(Path root, Asset.Loader loader, Consumer<Asset> appeared) throws IOException {
    this.root = root;
    this.loader = loader;
    this.appeared = appeared;
    this.realRoot = root.toRealPath();
    this.scanner = new Scanner(realRoot);
  }

  /** The newest catalogue. Whoever answers a request takes one and keeps to it. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** The folder as it was named. */
  public Path root() {
    return root;
  }

  /** Somebody saw that the asset's file is not the one in the catalogue: looks again now. */
  public void refresh(Asset asset) {
    int slash = asset.path().lastIndexOf('/');
    look(Set.of(slash == 0 ? "/" : asset.path().substring(0, slash)));
  }

  /**
   * What a look came to.
   *
   * @param fresh directories that were not known, to be watched
   * @param unsettled directories with files that were being written to, to be looked at again
   */
  record Outcome(Set<String> fresh, Set<String> unsettled) {}

  /** Looks at these directories, and at all below that are new. */
  synchronized Outcome look(Set<String> directories) {
    Outcome outcome = new Outcome(new HashSet<>(), new HashSet<>());
    boolean changed = false;
    for (String directory : directories) {
      changed |= lookAt(directory, outcome);
    }
    if (changed) {
      List<Asset> all = new ArrayList<>();
      assets.values().forEach(files -> all.addAll(files.values()));
      catalogue = new Catalogue(all);
    }
    return outcome;
  }

  /**
   * Looks at the next few directories in turn, so that in the end all were, whatever the watcher
   * missed.
   *
   * @param budget about how many entries to look at
   */
  synchronized Outcome sweep(int budget) {
    if (moved()) {
      looks.clear();
      return look(Set.of("/"));
    }
    if (sweep.isEmpty()) {
      sweep.addAll(looks.keySet());
    }
    Set<String> turn = new HashSet<>();
    for (int left = budget; left > 0 && !sweep.isEmpty(); ) {
      String directory = sweep.poll();
      Scanner.Look look = looks.get(directory);
      if (look != null) {
        turn.add(directory);
        left -= 1 + look.files().size();
      }
    }
    return look(turn);
  }

  /** All directories that are known. */
  synchronized Set<String> directories() {
    return Set.copyOf(looks.keySet());
  }

  /** Where a directory of the catalogue is. */
  synchronized Path directory(String path) {
    return scanner.file(path);
  }

  /** Whether the root is a link that leads elsewhere by now. */
  private boolean moved() {
    try {
      Path now = root.toRealPath();
      if (now.equals(realRoot)) {
        return false;
      }
      realRoot = now;
      scanner = new Scanner(now);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean lookAt(String path, Outcome outcome) {
    Scanner.Look look = scanner.look(path);
    Scanner.Look before = look == null ? looks.remove(path) : looks.put(path, look);
    if (look == null) {
      boolean removed = before != null && removeAll(before.directories().keySet(), path);
      return remove(path) || removed;
    }
    if (before == null) {
      outcome.fresh.add(path);
    } else if (!Objects.equals(before.key(), look.key())) { // another directory under the same name
      outcome.fresh.add(path);
      before = null;
    }
    boolean changed = files(path, look, outcome);
    for (Map.Entry<String, @Nullable Object> below : look.directories().entrySet()) {
      String child = child(path, below.getKey());
      Scanner.Look known = before == null ? null : looks.get(child);
      if (known == null || !Objects.equals(known.key(), below.getValue())) {
        changed |= lookAt(child, outcome);
      }
    }
    if (before != null) {
      Set<String> gone = new HashSet<>(before.directories().keySet());
      gone.removeAll(look.directories().keySet());
      changed |= removeAll(gone, path);
    }
    return changed;
  }

  private boolean removeAll(Set<String> names, String parent) {
    boolean changed = false;
    for (String name : names) {
      String path = child(parent, name);
      Scanner.Look look = looks.remove(path);
      changed |= remove(path);
      if (look != null) {
        changed |= removeAll(look.directories().keySet(), path);
      }
    }
    return changed;
  }

  private boolean remove(String path) {
    Map<String, Asset> gone = assets.remove(path);
    if (gone == null) {
      return false;
    }
    gone.values().forEach(Asset::retire);
    return true;
  }

  /** Brings the assets of one directory up to what was seen in it. */
  private boolean files(String path, Scanner.Look look, Outcome outcome) {
    Map<String, Asset> known = assets.computeIfAbsent(path, _ -> new HashMap<>());
    boolean changed = false;
    for (Map.Entry<String, FileStamp> file : look.files().entrySet()) {
      String name = file.getKey();
      List<Asset.Sidecar> sidecars = sidecars(path, name, file.getValue(), look);
      Asset old = known.get(name);
      if (old != null && old.same(file.getValue(), sidecars)) {
        continue;
      }
      String assetPath = child(path, name);
      Asset asset =
          new Asset(assetPath, scanner.file(assetPath), file.getValue(), sidecars, loader);
      if (old != null && !ready(asset, old)) {
        outcome.unsettled.add(path);
        continue;
      }
      known.put(name, asset);
      changed = true;
      if (old != null) {
        old.retire();
      }
      appeared.accept(asset);
    }
    Set<String> gone = new HashSet<>(known.keySet());
    gone.removeAll(look.files().keySet());
    for (String name : gone) {
      Objects.requireNonNull(known.remove(name)).retire();
      changed = true;
    }
    return changed;
  }

  /** Whether the asset can take the place of the old, which is served until then. */
  private static boolean ready(Asset asset, Asset old) {
    if (old.variants() == null) {
      return true;
    }
    try {
      asset.load();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private List<Asset.Sidecar> sidecars(
      String path, String name, FileStamp base, Scanner.Look look) {
    List<Asset.Sidecar> sidecars = new ArrayList<>();
    for (Coding coding : Coding.values()) {
      String beside = name + coding.extension();
      FileStamp stamp = coding == Coding.IDENTITY ? null : look.files().get(beside);
      if (stamp != null && stamp.modified().compareTo(base.modified()) >= 0) {
        sidecars.add(new Asset.Sidecar(coding, scanner.file(child(path, beside)), stamp));
      }
    }
    return sidecars;
  }

  private static String child(String path, String name) {
    return path.equals("/") ? "/" + name : path + "/" + name;
  }
}

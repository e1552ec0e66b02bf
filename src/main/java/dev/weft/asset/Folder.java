package dev.weft.asset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A root and the newest catalogue of what is below it. Looks at directories when it is told to; an
 * asset whose file did not change stays the same object, and a changed one takes the place of the
 * old when it is loaded.
 */
public final class Folder {
  /** Deeper than any site. */
  private static final int DEEPEST = 64;

  /** Links can make a small tree look endless. */
  private static final int MOST_ENTRIES = 1_000_000;

  /** How long a look may load what changed; the rest is loaded when it is asked for. */
  private static final long LOADING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final Path root;
  private final Asset.Loader loader;
  private final Consumer<Asset> appeared;
  private final Consumer<String> problems;

  private Path realRoot;
  private Scanner scanner;
  private final Map<String, Place> places = new HashMap<>();
  private Place top;
  private int entries;
  private boolean tooMany;
  private boolean unreadable;
  private boolean changed;
  private long loadUntil;
  private News news = new News(new HashSet<>(), new HashSet<>(), new HashSet<>());
  private final Rounds often = new Rounds(place -> place.links || !place.watched);
  private final Rounds seldom = new Rounds(place -> !place.links && place.watched);
  private volatile Catalogue catalogue = Catalogue.EMPTY;
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();

  /**
   * @param appeared told of every asset that is new in the catalogue
   * @param problems told, in one line each, what cannot be served
   */
  Folder(Path root, Asset.Loader loader, Consumer<Asset> appeared, Consumer<String> problems)
      throws IOException {
    this.root = root;
    this.loader = loader;
    this.appeared = appeared;
    this.problems = problems;
    this.realRoot = root.toRealPath();
    if (!Files.isDirectory(realRoot)) {
      throw new NotDirectoryException(root.toString());
    }
    if (!Files.isReadable(realRoot) || !Files.isExecutable(realRoot)) {
      throw new AccessDeniedException(root.toString());
    }
    this.scanner = new Scanner(realRoot, this::unreadable);
    this.top = new Place("/", null, realRoot);
    places.put("/", top);
  }

  /** The newest catalogue. Whoever answers a request takes one and keeps to it. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /**
   * Has somebody told whenever there is a newer catalogue, from now on. A look waits until they
   * return: what takes long is for another thread.
   */
  public void follow(Runnable told) {
    followers.add(told);
  }

  /** The folder as it was named. */
  public Path root() {
    return root;
  }

  /**
   * Somebody saw that the file of the asset, or of one of its variants, is not what the catalogue
   * says: looks again now.
   */
  public synchronized void refresh(Asset asset) {
    if (asset.composed()) { // its own bytes are in memory; what the cache lost is made again
      if (asset.retain(variant -> present(variant.body()))) {
        appeared.accept(asset);
      }
      return;
    }
    if (catalogue.asset(asset.path()) != asset) {
      return; // somebody else was faster
    }
    int slash = asset.path().lastIndexOf('/');
    Place place = places.get(slash == 0 ? "/" : asset.path().substring(0, slash));
    if (place == null) {
      return;
    }
    String name = asset.path().substring(slash + 1);
    Map<String, Scanner.Found> found = new HashMap<>();
    for (Coding coding : Coding.values()) { // a sidecar that is new has time
      String beside = name + coding.extension();
      Asset known = place.assets.get(beside);
      FileStamp stamp = known == null ? null : scanner.look(known.file());
      if (known != null && stamp != null) {
        found.put(beside, new Scanner.Found(known.file(), stamp));
      }
    }
    loadUntil = System.nanoTime() + LOADING_NANOS;
    Scanner.Found now = found.get(name);
    if (now == null ? remove(place, name) : file(place, name, now, found)) {
      place.show();
      publish();
    } else if (asset.retain(variant -> present(variant.body()))) {
      appeared.accept(asset); // what the cache lost is made again
    }
  }

  /**
   * What looks came to, by canonical paths of directories.
   *
   * @param fresh not known before, or another directory under the same name: to be watched
   * @param gone no longer there
   * @param unsettled with files that were being written to: to be looked at again
   */
  record News(Set<String> fresh, Set<String> gone, Set<String> unsettled) {}

  /** What happened since this was asked the last time. */
  synchronized News news() {
    News told = news;
    news = new News(new HashSet<>(), new HashSet<>(), new HashSet<>());
    return told;
  }

  /** Looks at everything for the first time. */
  synchronized void open() {
    lookAt(top);
    publish();
  }

  /** Looks at these directories, and at all below that are new. */
  synchronized void look(Collection<String> directories) {
    loadUntil = System.nanoTime() + LOADING_NANOS;
    for (String directory : directories) {
      Place place = places.get(directory);
      if (place != null) {
        lookAt(place);
      }
    }
    if (changed) {
      publish();
    }
  }

  /**
   * Looks at the next directories in turn, so that in the end all were, whatever no event told of.
   *
   * @param unwatched about how many entries of directories that may change without an event
   * @param watched about how many entries of the others
   */
  synchronized void sweep(int unwatched, int watched) {
    if (moved()) {
      return;
    }
    Set<String> turn = new HashSet<>();
    turn.add("/");
    often.take(unwatched, places.values(), turn);
    seldom.take(watched, places.values(), turn);
    look(turn);
  }

  /** Where a directory of the catalogue is; null when it is no longer there. */
  synchronized @Nullable Path directory(String path) {
    Place place = places.get(path);
    return place == null ? null : place.file;
  }

  /** Events tell, or no longer tell, of changes in a directory. */
  synchronized void watched(String path, boolean watched) {
    Place place = places.get(path);
    if (place != null) {
      place.watched = watched;
    }
  }

  /** Whether the root is a link that leads elsewhere by now; then all is looked at from there. */
  private boolean moved() {
    Path now;
    try {
      now = root.toRealPath();
    } catch (IOException e) {
      return false;
    }
    if (now.equals(realRoot)) {
      return false;
    }
    List<Place> old = List.copyOf(places.values());
    places.clear();
    entries = 0;
    realRoot = now;
    scanner = new Scanner(now, this::unreadable);
    top = new Place("/", null, now);
    places.put("/", top);
    old.forEach(place -> news.gone().add(place.path));
    lookAt(top);
    publish();
    old.forEach(place -> place.assets.values().forEach(Asset::retire));
    return true;
  }

  private void publish() {
    Map<String, Catalogue.Directory> shown = HashMap.newHashMap(places.size());
    places.forEach((path, place) -> shown.put(path, place.shown));
    catalogue = new Catalogue(shown);
    changed = false;
    followers.forEach(Runnable::run);
  }

  private void lookAt(Place place) {
    Scanner.Look look = scanner.look(place.file, place.parent == null, place.assets);
    if (look == null) {
      remove(place);
      return;
    }
    if (!Objects.equals(place.key, look.key()) || place.key == null) {
      place.key = look.key();
      place.watched = false;
      news.fresh().add(place.path);
    }
    place.links = look.links();
    boolean differs = false;
    Map<String, Scanner.Found> beside = Sidecars.among(look.files());
    for (Map.Entry<String, Scanner.Found> file : look.files().entrySet()) {
      differs |= file(place, file.getKey(), file.getValue(), beside);
    }
    for (String name : List.copyOf(place.assets.keySet())) {
      differs |= !look.files().containsKey(name) && remove(place, name);
    }
    for (Map.Entry<String, Scanner.Found> below : look.directories().entrySet()) {
      differs |= directory(place, below.getKey(), below.getValue());
    }
    for (Place below : List.copyOf(place.below.values())) {
      if (!look.directories().containsKey(below.name())) {
        remove(below);
        differs = true;
      }
    }
    if (differs) {
      place.show();
      changed = true;
    }
  }

  /** Whether a directory in a place is new; one that is another by now is looked at, too. */
  private boolean directory(Place place, String name, Scanner.Found found) {
    Place known = place.below.get(name);
    if (known != null) {
      known.file = found.path();
      if (!Objects.equals(known.key, found.stamp().key())) {
        lookAt(known);
      }
      return !place.below.containsKey(name);
    }
    if (place.within(found.stamp().key()) || place.depth() >= DEEPEST || full()) {
      return false;
    }
    Place fresh = new Place(place.child(name), place, found.path());
    place.below.put(name, fresh);
    places.put(fresh.path, fresh);
    entries++;
    lookAt(fresh);
    return place.below.containsKey(name);
  }

  /** Brings one asset up to what was seen of its file; false when it is what it was. */
  private boolean file(
      Place place, String name, Scanner.Found found, Map<String, Scanner.Found> beside) {
    Asset old = place.assets.get(name);
    List<Asset.Sidecar> sidecars = Sidecars.of(name, found.stamp(), beside);
    if (old == null ? full() : old.same(found.stamp(), sidecars)) {
      return false;
    }
    Asset asset = new Asset(place.child(name), found.path(), found.stamp(), sidecars, loader);
    if (old != null && !ready(asset, old)) {
      news.unsettled().add(place.path);
      return false;
    }
    place.assets.put(name, asset);
    if (old == null) {
      entries++;
    } else {
      old.retire();
    }
    appeared.accept(asset);
    return true;
  }

  /** Whether the asset can take the place of the old, which is served until then. */
  private boolean ready(Asset asset, Asset old) {
    if (old.variants() == null || System.nanoTime() - loadUntil >= 0) {
      return true;
    }
    try {
      asset.load();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean remove(Place place, String name) {
    Asset gone = place.assets.remove(name);
    if (gone == null) {
      return false;
    }
    gone.retire();
    entries--;
    return true;
  }

  /** Forgets a directory with all below; the root stays, empty, and may come back. */
  private void remove(Place place) {
    List.copyOf(place.below.values()).forEach(this::remove);
    List.copyOf(place.assets.keySet()).forEach(name -> remove(place, name));
    place.key = null;
    place.watched = false;
    place.show();
    news.gone().add(place.path);
    changed = true;
    if (place.parent != null) {
      places.remove(place.path);
      place.parent.below.remove(place.name());
      place.parent.show();
      entries--;
    }
  }

  private boolean full() {
    if (entries >= MOST_ENTRIES && !tooMany) {
      tooMany = true;
      problems.accept(root + ": more than " + MOST_ENTRIES + " files; those beyond are not served");
    }
    return entries >= MOST_ENTRIES;
  }

  private void unreadable(Path file) {
    if (!unreadable) {
      unreadable = true;
      problems.accept(file + ": cannot be read, and is not served; there may be more like it");
    }
  }

  private static boolean present(Body body) {
    try {
      return !(body instanceof Body.Disk(var file, var stamp, _))
          || FileStamp.of(file).equals(stamp);
    } catch (IOException e) {
      return false;
    }
  }
}

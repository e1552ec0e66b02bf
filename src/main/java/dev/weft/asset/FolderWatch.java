package dev.weft.asset;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees changes below all folders within a second: the operating system's events for those
 * directories that can be watched, and a sweep that looks at everything in turn for what no event
 * told of.
 *
 * <pre>
 *   event ──► dirty ── quiet, or long enough ──► look ──► fresh: watch, dirty again
 *                        sweep ─────────────────►  │  ──► gone: watch no longer
 *                                                  └────► unsettled: dirty again
 * </pre>
 */
final class FolderWatch implements Runnable, AutoCloseable {
  /** Changes come in bursts: a directory is looked at when it was quiet for so long ... */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** ... or when the first change is that old. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Entries of directories without events looked at in a sweep: a few milliseconds of work. */
  private static final int SWEEP_UNWATCHED = 4000;

  /** Entries of watched directories, where a sweep seldom finds anything. */
  private static final int SWEEP_WATCHED = 50;

  /** Directories looked at in one go; requests that refresh an asset wait for no more. */
  private static final int LOOK = 64;

  /** File systems that others change without an event here. */
  private static final Set<String> REMOTE =
      Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "vboxsf", "virtiofs", "afs", "ceph");

  private final List<Folder> folders = new CopyOnWriteArrayList<>();
  private final Consumer<String> problems;
  private final Map<Spot, WatchKey> keys = new HashMap<>();
  private final Map<WatchKey, Set<Spot>> spots = new HashMap<>();
  private final Map<Spot, Dirt> dirty = new HashMap<>();
  private final Map<Folder, Boolean> remote = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable WatchService watcher;
  private boolean complained;

  /** A directory of a folder, by its canonical path. */
  private record Spot(Folder folder, String directory) {}

  /** When something changed first since the last look, and last. */
  private record Dirt(long first, long last) {
    boolean due(long now) {
      return now - last >= QUIET_NANOS || now - first >= PATIENCE_NANOS;
    }
  }

  FolderWatch(Consumer<String> problems) {
    this.problems = problems;
    this.thread = Thread.ofPlatform().daemon().name("weft-watch").unstarted(this);
  }

  /** Watches one more folder, all of whose directories are news. */
  synchronized void add(Folder folder) {
    folders.add(folder);
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  @Override
  public void run() {
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      watcher = service;
      loop(service);
    } catch (IOException e) {
      complain(e);
      loop(null);
    } catch (ClosedWatchServiceException _) {
      return; // by our own close
    }
  }

  private void loop(@Nullable WatchService service) {
    long nextSweep = System.nanoTime();
    while (!closed) {
      try {
        folders.forEach(this::digest);
        long pause = nextSweep - System.nanoTime();
        await(service, dirty.isEmpty() ? pause : Math.min(pause, QUIET_NANOS / 2));
        lookAtDirty();
        if (System.nanoTime() - nextSweep >= 0) {
          folders.forEach(folder -> folder.sweep(SWEEP_UNWATCHED, SWEEP_WATCHED));
          nextSweep = System.nanoTime() + SWEEP_NANOS;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Takes all events there are, waiting a while for the first. */
  private void await(@Nullable WatchService service, long nanos) throws InterruptedException {
    if (service == null) {
      TimeUnit.NANOSECONDS.sleep(nanos);
      return;
    }
    WatchKey key = service.poll(nanos, TimeUnit.NANOSECONDS);
    for (; key != null; key = service.poll()) {
      // What the events say does not matter, nor whether some were lost: each directory that they
      // are of is looked at.
      List<WatchEvent<?>> _ = key.pollEvents();
      Set<Spot> changed = Set.copyOf(spots.getOrDefault(key, Set.of()));
      changed.forEach(this::mark);
      if (!key.reset()) { // the directory is gone; there may be another under its name
        changed.forEach(this::unwatch);
      }
    }
  }

  private void lookAtDirty() {
    long now = System.nanoTime();
    Map<Folder, List<String>> due = new HashMap<>();
    for (Map.Entry<Spot, Dirt> entry : List.copyOf(dirty.entrySet())) {
      if (entry.getValue().due(now)) {
        Spot spot = entry.getKey();
        dirty.remove(spot);
        due.computeIfAbsent(spot.folder(), _ -> new ArrayList<>()).add(spot.directory());
      }
    }
    due.forEach(this::look);
  }

  private void look(Folder folder, List<String> directories) {
    for (int start = 0; start < directories.size() && !closed; start += LOOK) {
      List<String> some = directories.subList(start, Math.min(start + LOOK, directories.size()));
      folder.look(some);
      register(folder, some);
    }
  }

  private void digest(Folder folder) {
    Folder.News news = folder.news();
    news.gone().forEach(directory -> unwatch(new Spot(folder, directory)));
    news.fresh().forEach(directory -> unwatch(new Spot(folder, directory)));
    register(folder, news.fresh());
    news.unsettled().forEach(directory -> mark(new Spot(folder, directory)));
  }

  /**
   * Watches directories, and has them looked at again for what changed before they were watched.
   */
  private void register(Folder folder, Collection<String> directories) {
    WatchService service = watcher;
    if (service == null) {
      return;
    }
    for (String directory : directories) {
      Spot spot = new Spot(folder, directory);
      Path file = keys.containsKey(spot) ? null : folder.directory(directory);
      if (file == null) {
        continue;
      }
      try {
        WatchKey key =
            file.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        keys.put(spot, key);
        spots.computeIfAbsent(key, _ -> new HashSet<>()).add(spot);
        folder.watched(directory, !remote.computeIfAbsent(folder, FolderWatch::isRemote));
        mark(spot);
      } catch (NoSuchFileException | NotDirectoryException _) {
        // Went away meanwhile: the directory above tells.
      } catch (IOException e) {
        complain(e);
      }
    }
  }

  private void unwatch(Spot spot) {
    WatchKey key = keys.remove(spot);
    Set<Spot> others = key == null ? null : spots.get(key);
    if (key != null && others != null) {
      others.remove(spot);
      if (others.isEmpty()) {
        spots.remove(key);
        key.cancel();
      }
    }
    spot.folder().watched(spot.directory(), false);
  }

  private void mark(Spot spot) {
    long now = System.nanoTime();
    dirty.merge(spot, new Dirt(now, now), (known, _) -> new Dirt(known.first(), now));
  }

  private static boolean isRemote(Folder folder) {
    try {
      String type = Files.getFileStore(folder.root()).type();
      return REMOTE.contains(type) || type.startsWith("fuse");
    } catch (IOException e) {
      return true;
    }
  }

  private void complain(IOException problem) {
    if (!complained) {
      complained = true;
      problems.accept(
          "not every directory can be watched, so changes may be seen later: "
              + problem.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    AssetStore.end(thread);
  }
}

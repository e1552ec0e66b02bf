package dev.weft.asset;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
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
 */
final class FolderWatch implements Runnable, AutoCloseable {
  /** Changes come in bursts: a directory is looked at when it was quiet for so long ... */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** ... or when the first change is that old. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

  /** Entries looked at in a sweep: a few milliseconds of work. */
  private static final int SWEEP_ENTRIES = 4000;

  private final List<Folder> folders = new CopyOnWriteArrayList<>();
  private final Consumer<String> problems;
  private final Map<WatchKey, Set<Place>> watched = new HashMap<>();
  private final Map<Place, Long> dirty = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable WatchService watcher;
  private long lastEvent;
  private boolean complained;

  /** A directory of a folder, by its canonical path. */
  private record Place(Folder folder, String directory) {}

  FolderWatch(Consumer<String> problems) {
    this.problems = problems;
    this.thread = Thread.ofPlatform().daemon().name("weft-watch").unstarted(this);
  }

  /** Watches one more folder, all of whose directories are fresh. */
  void add(Folder folder) {
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
      complain("changes are looked for, not watched: " + e.getMessage());
      loop(null);
    } catch (ClosedWatchServiceException e) {
      return;
    }
  }

  private void loop(@Nullable WatchService service) {
    Set<Folder> known = new HashSet<>();
    long nextSweep = System.nanoTime();
    try {
      while (!closed) {
        for (Folder folder : folders) {
          if (known.add(folder)) {
            register(folder, folder.directories());
          }
        }
        wait(service);
        lookAtDirty();
        if (System.nanoTime() - nextSweep >= 0) {
          folders.forEach(folder -> digest(folder, folder.sweep(SWEEP_ENTRIES)));
          nextSweep = System.nanoTime() + SWEEP_NANOS;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes events until there are none for a moment. */
  private void wait(@Nullable WatchService service) throws InterruptedException {
    long pause = dirty.isEmpty() ? SWEEP_NANOS / 4 : QUIET_NANOS / 2;
    if (service == null) {
      TimeUnit.NANOSECONDS.sleep(pause);
      return;
    }
    WatchKey key = service.poll(pause, TimeUnit.NANOSECONDS);
    while (key != null) {
      Set<Place> places = watched.getOrDefault(key, Set.of());
      for (WatchEvent<?> event : key.pollEvents()) {
        if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
          folders.forEach(folder -> mark(folder, folder.directories()));
        }
      }
      lastEvent = System.nanoTime();
      places.forEach(place -> dirty.putIfAbsent(place, lastEvent));
      if (!key.reset()) {
        watched.remove(key);
      }
      key = service.poll();
    }
  }

  private void lookAtDirty() {
    long now = System.nanoTime();
    boolean quiet = now - lastEvent >= QUIET_NANOS;
    Map<Folder, Set<String>> due = new HashMap<>();
    dirty
        .entrySet()
        .removeIf(
            entry -> {
              boolean now2 = quiet || now - entry.getValue() >= PATIENCE_NANOS;
              if (now2) {
                Place place = entry.getKey();
                due.computeIfAbsent(place.folder(), _ -> new HashSet<>()).add(place.directory());
              }
              return now2;
            });
    due.forEach((folder, directories) -> digest(folder, folder.look(directories)));
  }

  private void digest(Folder folder, Folder.Outcome outcome) {
    register(folder, outcome.fresh());
    mark(folder, outcome.unsettled());
  }

  /**
   * Watches directories, and has them looked at again for what changed before they were watched.
   */
  private void register(Folder folder, Set<String> directories) {
    WatchService service = watcher;
    if (service == null) {
      return;
    }
    for (String directory : directories) {
      try {
        WatchKey key =
            folder
                .directory(directory)
                .register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        watched.computeIfAbsent(key, _ -> new HashSet<>()).add(new Place(folder, directory));
      } catch (IOException e) {
        complain("not every folder can be watched, changes may take longer: " + e.getMessage());
      }
    }
    mark(folder, directories);
  }

  private void mark(Folder folder, Set<String> directories) {
    long now = System.nanoTime();
    directories.forEach(directory -> dirty.putIfAbsent(new Place(folder, directory), now));
  }

  private void complain(String problem) {
    if (!complained) {
      problems.accept(problem);
      complained = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}

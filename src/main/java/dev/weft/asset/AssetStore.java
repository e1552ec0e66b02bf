package dev.weft.asset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The assets of all sites: one budget of memory, one watch, one background worker.
 *
 * <p>Three kinds of threads meet here. Requests read catalogues, and load an asset that nobody
 * loaded yet. The watch looks at directories and publishes catalogues. The worker loads what was
 * found, hashes what is big, and compresses. What they share is immutable, or guarded by the asset
 * or the folder it belongs to.
 */
public final class AssetStore implements AutoCloseable {
  private final FileLoader loader;
  private final BackgroundWorker worker;
  private final FolderWatch watch;

  /**
   * @param problems told, in one line each, what goes on without stopping: a cache that cannot be
   *     written
   */
  public AssetStore(StoreOptions options, Consumer<String> problems) {
    MemoryBudget memory = new MemoryBudget(options.memory());
    this.loader = new FileLoader(options, memory);
    this.worker = new BackgroundWorker(options, memory, problems);
    this.watch = new FolderWatch(problems);
  }

  /**
   * Looks at all files below a root, reads none, and keeps watching them.
   *
   * @throws IOException when the root cannot be found
   */
  public Folder open(Path root) throws IOException {
    Folder folder = new Folder(root, loader, worker::add);
    folder.look(Set.of("/"));
    worker.start();
    watch.add(folder);
    return folder;
  }

  /** Whether nothing is left to be loaded, hashed or compressed now. */
  public boolean settled() {
    return worker.idle();
  }

  /** How many times something was compressed, not counting what the cache gave. */
  public long compressions() {
    return worker.compressions();
  }

  @Override
  public void close() {
    watch.close();
    worker.close();
  }
}

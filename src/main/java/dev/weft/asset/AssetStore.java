package dev.weft.asset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The assets of all sites: one budget of memory, one watch, one background worker.
 *
 * <p>Three kinds of threads meet here. Requests read catalogues, and load an asset that nobody
 * loaded yet. The watch looks at directories and publishes catalogues. The worker loads what was
 * found, hashes what is big, and compresses. What they share is immutable, or guarded by the asset
 * or the folder it belongs to; who holds a folder may take an asset, never the other way.
 */
public final class AssetStore implements AutoCloseable {
  /** Who closes waits no longer: a thread in the midst of native code ends with the process. */
  private static final long PATIENCE_MILLIS = 300;

  private final StoreOptions options;
  private final MemoryBudget memory;
  private final FileLoader loader;
  private final BackgroundWorker worker;
  private final FolderWatch watch;
  private final Consumer<String> problems;
  private @Nullable DictionaryWorker dictionaries;

  /**
   * @param problems told, in one line each, what goes on without stopping: a cache that cannot be
   *     written
   */
  public AssetStore(StoreOptions options, Consumer<String> problems) {
    this.options = options;
    this.memory = new MemoryBudget(options.memory());
    CodingCache cache =
        new CodingCache(options.cache().orElse(null), options.cacheSize(), problems);
    this.problems = problems;
    this.loader = new FileLoader(options, memory, cache);
    this.worker = new BackgroundWorker(options, memory, cache, problems);
    this.watch = new FolderWatch(problems);
  }

  /**
   * Looks at all files below a root, reads none, and keeps watching them. They are read when they
   * are asked for, and all of them, to be compressed, from {@link #start} on.
   *
   * @throws IOException when the root cannot be found, or is no directory that can be read
   */
  public Folder open(Path root) throws IOException {
    Folder folder = new Folder(root, loader, worker::add, problems);
    folder.open();
    watch.add(folder);
    return folder;
  }

  /** Begins to read and to compress in the background what was opened, and what will be. */
  public void start() {
    worker.start();
  }

  /**
   * Looks at all files below a root, once: nothing is read before it is asked for, and no change is
   * seen.
   *
   * @throws IOException when the root cannot be found, or is no directory that can be read
   */
  public Catalogue look(Path root) throws IOException {
    Folder folder = new Folder(root, loader, _ -> {}, problems);
    folder.open();
    return folder.catalogue();
  }

  /**
   * Has an asset of a catalogue that was only looked at in every coding that is worth it. Blocks,
   * for longer the more of it has to be compressed. For one thread at a time.
   *
   * @throws IOException when the file cannot be read, or is another version by now
   */
  public void compress(Asset asset) throws IOException {
    worker.compressNow(asset);
  }

  /**
   * Has such an asset in the codings that the cache has, and compresses nothing.
   *
   * @return the codings that the cache knows nothing of
   * @throws IOException when the file cannot be read, or is another version by now
   */
  public Set<Coding> recall(Asset asset) throws IOException {
    return worker.recall(asset);
  }

  /**
   * What is sent in place of an asset, which other files have a part in; it is compressed in the
   * background. Empty when memory has no room for it, and when it would go without a coding that
   * the asset has.
   *
   * @param bytes which must not be written to any more
   */
  public Optional<Asset> compose(Asset asset, byte[] bytes) {
    boolean less = !options.compress() && !asset.sidecars().isEmpty();
    if (less || !memory.take(bytes.length)) {
      return Optional.empty();
    }
    EntityTag tag = EntityTag.ofDigest(FileLoader.sha256().digest(bytes));
    Body body = new Body.Memory(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    Asset composed = asset.compose(new Variant(Coding.IDENTITY, tag, body));
    worker.add(composed);
    return Optional.of(composed);
  }

  /** Gives back what a composed asset holds, which is sent to nobody any more. */
  public void release(Asset composed) {
    composed.retire();
  }

  /** Follows what clients of a folder may have as dictionaries. */
  public synchronized Dictionaries dictionaries(Folder folder, Dictionaries.Rules rules) {
    DictionaryWorker shared = dictionaries;
    if (shared == null) { // few sites have any
      shared = new DictionaryWorker(problems);
      dictionaries = shared;
    }
    Dictionaries followed = new Dictionaries(folder, rules, shared);
    followed.follow();
    return followed;
  }

  /** Whether nothing is left to be loaded, hashed or compressed now. */
  public synchronized boolean settled() {
    return worker.idle() && (dictionaries == null || dictionaries.idle());
  }

  /** How many times something was compressed, not counting what the cache gave. */
  public long compressions() {
    return worker.compressions();
  }

  /** Ends all its threads; the folders stay readable as they are. */
  @Override
  public synchronized void close() {
    watch.close();
    worker.close();
    if (dictionaries != null) {
      dictionaries.close();
    }
  }

  static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

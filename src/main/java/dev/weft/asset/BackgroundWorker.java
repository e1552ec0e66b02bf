package dev.weft.asset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does what no request waits for, on one thread: loads every asset, the small before the big, then
 * hashes what was too big to be hashed at once and compresses the texts, the quick before the long.
 */
final class BackgroundWorker implements Runnable, AutoCloseable {
  /** Beyond this the best ratio costs minutes. */
  private static final long LARGEST_COMPRESSED = 32L << 20;

  /** Below this no coding gets smaller by enough to be worth its header. */
  private static final long SMALLEST_COMPRESSED = 64;

  /** A coding is worth its while from 5 % less: 19 of 20 bytes. */
  private static final long WORTH = 19;

  private static final long OF = 20;

  /** What is written to again and again is not compressed each time, but when it rests. */
  private static final long REST_MILLIS = 1000;

  /** The quick before the long. */
  private static final List<Coding> CODINGS = List.of(Coding.GZIP, Coding.ZSTD, Coding.BR);

  private final StoreOptions options;
  private final MemoryBudget memory;
  private final Consumer<String> problems;
  private final PriorityBlockingQueue<Task> tasks =
      new PriorityBlockingQueue<>(
          64, Comparator.comparing(Task::later).thenComparingLong(Task::cost));
  private final PriorityQueue<Resting> resting =
      new PriorityQueue<>(Comparator.comparingLong(Resting::until));
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicLong compressions = new AtomicLong();
  private final CodingCache cache;
  private final Codecs codecs;
  private final Thread thread;
  private boolean complained;

  private enum Step {
    LOAD(1),
    HASH(1),
    COMPRESS(500);

    /** How long a byte takes, compared with the others. */
    private final int weight;

    Step(int weight) {
      this.weight = weight;
    }
  }

  private record Task(Step step, Asset asset) {
    boolean later() {
      return step != Step.LOAD;
    }

    long cost() {
      return asset.size() * step.weight;
    }
  }

  /** A task that waits until its file has not been written to for a while. */
  private record Resting(Task task, long until) {}

  BackgroundWorker(
      StoreOptions options, MemoryBudget memory, CodingCache cache, Consumer<String> problems) {
    this.options = options;
    this.memory = memory;
    this.problems = problems;
    this.cache = cache;
    this.codecs = new Codecs(problems);
    this.thread = Thread.ofPlatform().daemon().name("weft-worker").unstarted(this);
  }

  synchronized void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  void add(Asset asset) {
    add(Step.LOAD, asset);
  }

  boolean idle() {
    return unfinished.get() == 0;
  }

  long compressions() {
    return compressions.get();
  }

  private void add(Step step, Asset asset) {
    unfinished.incrementAndGet();
    tasks.add(new Task(step, asset));
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Task task = next();
        if (task != null && !rests(task)) {
          attempt(task);
          unfinished.decrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next task, null when those that rest may be due. */
  private @Nullable Task next() throws InterruptedException {
    long now = System.currentTimeMillis();
    for (Resting first; (first = resting.peek()) != null && first.until() <= now; ) {
      tasks.add(first.task());
      resting.remove();
    }
    Resting first = resting.peek();
    return first == null
        ? tasks.take()
        : tasks.poll(Math.max(1, first.until() - now), TimeUnit.MILLISECONDS);
  }

  /** Puts a task aside when its file was written to a moment ago. */
  private boolean rests(Task task) {
    long now = System.currentTimeMillis();
    long written = task.asset().stamp().written().toMillis();
    boolean fresh = now >= written && now - written < REST_MILLIS;
    if (task.step() == Step.LOAD || task.asset().retired() || !fresh) {
      return false;
    }
    resting.add(new Resting(task, written + REST_MILLIS));
    return true;
  }

  private void attempt(Task task) {
    try {
      if (!task.asset().retired()) {
        run(task);
      }
    } catch (IOException _) {
      // The file changed or went away: the watch sees it, and another asset comes.
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      if (!complained) { // one that cannot be coded must not end the coding of all others
        complained = true;
        problems.accept(task.asset().file() + " stays as it is: " + e);
      }
    }
  }

  private void run(Task task) throws IOException {
    Asset asset = task.asset();
    switch (task.step()) {
      case LOAD -> {
        Variants variants = asset.load();
        if (variants.identity().tag() == null
            || variants.coded().stream().anyMatch(variant -> variant.tag() == null)) {
          add(Step.HASH, asset);
        }
        if (options.compress() && compressible(asset)) {
          add(Step.COMPRESS, asset);
        }
      }
      case HASH -> hash(asset);
      case COMPRESS -> compress(asset);
    }
  }

  private static boolean compressible(Asset asset) {
    return asset.mediaType().text()
        && asset.size() >= SMALLEST_COMPRESSED
        && asset.size() <= LARGEST_COMPRESSED;
  }

  /** In the thread of the caller, for a store whose worker was not started. */
  void compressNow(Asset asset) throws IOException {
    if (compressible(asset)) {
      compress(asset);
    }
  }

  /** What the cache has of an asset, and which codings it knows nothing of; in the same thread. */
  Set<Coding> recall(Asset asset) throws IOException {
    Set<Coding> unknown = EnumSet.noneOf(Coding.class);
    if (compressible(asset)) {
      String key = key(asset.bytes());
      for (Coding coding : CODINGS) {
        CodingCache.Entry entry = asset.has(coding) ? null : cache.find(key, coding);
        if (entry != null) {
          add(asset, coding, entry);
        } else if (!asset.has(coding)) {
          unknown.add(coding);
        }
      }
    }
    return unknown;
  }

  private static String key(byte[] bytes) {
    return HexFormat.of().formatHex(FileLoader.sha256().digest(bytes));
  }

  private void compress(Asset asset) throws IOException {
    byte[] bytes = asset.bytes();
    String key = key(bytes);
    for (Coding coding : CODINGS) {
      if (asset.retired() || Thread.currentThread().isInterrupted()) {
        return;
      }
      if (!asset.has(coding)) {
        coded(asset, bytes, key, coding);
      }
    }
  }

  private void coded(Asset asset, byte[] bytes, String key, Coding coding) throws IOException {
    CodingCache.Entry entry = cache.find(key, coding);
    if (entry == null) {
      Optional<Codecs.Encoder> encoder = codecs.encoder(coding);
      if (encoder.isEmpty()) {
        return;
      }
      byte[] encoded = encoder.get().encode(bytes);
      compressions.incrementAndGet();
      boolean worth = encoded.length * OF <= bytes.length * WORTH;
      entry = cache.keep(key, coding, worth ? encoded : new byte[0]);
    }
    add(asset, coding, entry);
  }

  private void add(Asset asset, Coding coding, CodingCache.Entry entry) {
    if (entry.bytes().length == 0) {
      return;
    }
    EntityTag tag = EntityTag.ofDigest(FileLoader.sha256().digest(entry.bytes()));
    if (memory.take(entry.bytes().length)) {
      Body body = new Body.Memory(ByteBuffer.wrap(entry.bytes()).asReadOnlyBuffer());
      if (!asset.add(new Variant(coding, tag, body))) {
        memory.release(body.length());
      }
    } else if (entry.kept() != null) {
      Body.Disk kept = entry.kept();
      cache.pin(kept.file());
      if (!asset.add(new Variant(coding, tag, kept))) {
        cache.unpin(kept.file());
      }
    }
  }

  private static void hash(Asset asset) throws IOException {
    Variants variants = asset.load();
    if (variants.identity().tag() == null) {
      hash(asset, Coding.IDENTITY, asset.file(), asset.stamp());
    }
    for (Asset.Sidecar sidecar : asset.sidecars()) {
      hash(asset, sidecar.coding(), sidecar.file(), sidecar.stamp());
    }
  }

  private static void hash(Asset asset, Coding coding, Path file, FileStamp stamp)
      throws IOException {
    asset.tag(coding, EntityTag.ofDigest(FileLoader.digest(file, stamp)));
  }

  @Override
  public void close() {
    AssetStore.end(thread);
  }
}

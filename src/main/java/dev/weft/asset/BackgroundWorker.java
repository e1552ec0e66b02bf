package dev.weft.asset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does what no request waits for, on one thread, the small before the big: loads every asset, then
 * compresses the texts, then hashes what was too big to be hashed at once.
 */
final class BackgroundWorker implements Runnable, AutoCloseable {
  /** Beyond this the best ratio costs minutes. */
  private static final long LARGEST_COMPRESSED = 32L << 20;

  /** Below this no coding gets smaller by enough to be worth its header. */
  private static final long SMALLEST_COMPRESSED = 64;

  private final StoreOptions options;
  private final MemoryBudget memory;
  private final PriorityBlockingQueue<Task> tasks =
      new PriorityBlockingQueue<>(
          64, Comparator.comparing(Task::step).thenComparingLong(task -> task.asset().size()));
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicLong compressions = new AtomicLong();
  private final CodingCache cache;
  private final Codecs codecs;
  private final Thread thread;

  private enum Step {
    LOAD,
    COMPRESS,
    HASH
  }

  private record Task(Step step, Asset asset) {}

  BackgroundWorker(StoreOptions options, MemoryBudget memory, Consumer<String> problems) {
    this.options = options;
    this.memory = memory;
    this.cache = new CodingCache(options.cache().orElse(null), options.cacheSize(), problems);
    this.codecs = new Codecs(problems);
    this.thread = Thread.ofPlatform().daemon().name("weft-worker").unstarted(this);
  }

  void start() {
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
        Task task = tasks.take();
        try {
          run(task);
        } catch (IOException _) {
          // The file changed or went away: the watch sees it, and another asset comes.
        } finally {
          unfinished.decrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Task task) throws IOException {
    Asset asset = task.asset();
    switch (task.step()) {
      case LOAD -> {
        Variants variants = asset.load();
        if (options.compress() && compressible(asset)) {
          add(Step.COMPRESS, asset);
        }
        if (variants.identity().tag() == null
            || variants.coded().stream().anyMatch(variant -> variant.tag() == null)) {
          add(Step.HASH, asset);
        }
      }
      case COMPRESS -> compress(asset);
      case HASH -> hash(asset);
    }
  }

  private static boolean compressible(Asset asset) {
    return asset.mediaType().text()
        && asset.size() >= SMALLEST_COMPRESSED
        && asset.size() <= LARGEST_COMPRESSED;
  }

  private void compress(Asset asset) throws IOException {
    byte[] bytes = bytes(asset);
    String key = HexFormat.of().formatHex(FileLoader.sha256().digest(bytes));
    for (Map.Entry<Coding, Codecs.Encoder> codec : codecs.best().entrySet()) {
      Coding coding = codec.getKey();
      if (asset.sidecars().stream().noneMatch(sidecar -> sidecar.coding() == coding)) {
        Variant variant = coded(bytes, key, coding, codec.getValue());
        if (variant != null && !asset.add(variant) && variant.body() instanceof Body.Memory body) {
          memory.release(body.length());
        }
      }
    }
  }

  /** Null when the coding is not worth it: less than 5 % smaller. */
  private @Nullable Variant coded(byte[] bytes, String key, Coding coding, Codecs.Encoder encoder)
      throws IOException {
    CodingCache.Entry entry = cache.find(key, coding);
    if (entry == null) {
      byte[] encoded = encoder.encode(bytes);
      compressions.incrementAndGet();
      boolean worth = encoded.length <= bytes.length - bytes.length / 20;
      entry = cache.keep(key, coding, worth ? encoded : new byte[0]);
    }
    if (entry.bytes().length == 0) {
      return null;
    }
    EntityTag tag = EntityTag.ofDigest(FileLoader.sha256().digest(entry.bytes()));
    if (memory.take(entry.bytes().length)) {
      return new Variant(
          coding, tag, new Body.Memory(ByteBuffer.wrap(entry.bytes()).asReadOnlyBuffer()));
    }
    Body.Disk kept = entry.kept();
    return kept == null ? null : new Variant(coding, tag, kept);
  }

  private static byte[] bytes(Asset asset) throws IOException {
    Variants variants = asset.load();
    if (variants.identity().body() instanceof Body.Memory body) {
      byte[] bytes = new byte[(int) body.length()];
      body.slice(0, body.length()).get(bytes);
      return bytes;
    }
    return FileLoader.read(asset.file(), asset.stamp());
  }

  private static void hash(Asset asset) throws IOException {
    asset.tag(Coding.IDENTITY, EntityTag.ofDigest(FileLoader.digest(asset.file(), asset.stamp())));
    for (Asset.Sidecar sidecar : asset.sidecars()) {
      asset.tag(
          sidecar.coding(), EntityTag.ofDigest(FileLoader.digest(sidecar.file(), sidecar.stamp())));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

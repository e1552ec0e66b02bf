package dev.weft.asset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Reads files whole, or not at all: the stamp before, after and in the asset must be one. */
final class FileLoader implements Asset.Loader {
  /**
   * File systems count time in ticks; a file written twice in one tick has one stamp for two
   * contents.
   */
  private static final long TICK_MILLIS = 20;

  private static final int BUFFER = 256 * 1024;

  private final StoreOptions options;
  private final MemoryBudget memory;
  private final CodingCache cache;

  FileLoader(StoreOptions options, MemoryBudget memory, CodingCache cache) {
    this.options = options;
    this.memory = memory;
    this.cache = cache;
  }

  @Override
  public Variants load(Asset asset) throws IOException {
    Variant identity = variant(Coding.IDENTITY, asset.file(), asset.stamp());
    List<Variant> coded = new ArrayList<>();
    try {
      for (Asset.Sidecar sidecar : asset.sidecars()) {
        coded.add(variant(sidecar.coding(), sidecar.file(), sidecar.stamp()));
      }
    } catch (IOException e) {
      release(identity);
      coded.forEach(this::release);
      throw e;
    }
    return new Variants(identity, coded);
  }

  @Override
  public void release(Variant variant) {
    switch (variant.body()) {
      case Body.Memory body -> memory.release(body.length());
      case Body.Disk body -> cache.unpin(body.file());
    }
  }

  private Variant variant(Coding coding, Path file, FileStamp stamp) throws IOException {
    if (stamp.size() > options.smallFile()) {
      unchanged(file, stamp);
      return new Variant(coding, null, new Body.Disk(file, stamp));
    }
    byte[] bytes = read(file, stamp);
    EntityTag tag = EntityTag.ofDigest(sha256().digest(bytes));
    Body body =
        memory.take(bytes.length)
            ? new Body.Memory(ByteBuffer.wrap(bytes).asReadOnlyBuffer())
            : new Body.Disk(file, stamp);
    return new Variant(coding, tag, body);
  }

  /** All bytes of one version of a small file. */
  static byte[] read(Path file, FileStamp stamp) throws IOException {
    pastTick(stamp);
    unchanged(file, stamp);
    byte[] bytes = new byte[(int) stamp.size()];
    try (InputStream in = Files.newInputStream(file)) {
      for (int at = 0, read; at < bytes.length; at += read) {
        read = in.read(bytes, at, Math.min(bytes.length - at, BUFFER));
        if (read < 0) {
          throw changed(file);
        }
      }
    }
    unchanged(file, stamp);
    return bytes;
  }

  /** The digest of one version of a file of any size. */
  static byte[] digest(Path file, FileStamp stamp) throws IOException {
    MessageDigest digest = sha256();
    pastTick(stamp);
    unchanged(file, stamp);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read; (read = in.read(buffer)) >= 0; ) {
        digest.update(buffer, 0, read);
      }
    }
    unchanged(file, stamp);
    return digest.digest();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: not in this Java (expected: in every one)", e);
    }
  }

  private static void unchanged(Path file, FileStamp stamp) throws IOException {
    if (!FileStamp.of(file).equals(stamp)) {
      throw changed(file);
    }
  }

  private static void pastTick(FileStamp stamp) throws IOException {
    try {
      long age = System.currentTimeMillis() - stamp.written().toMillis();
      if (age >= 0 && age < TICK_MILLIS) {
        Thread.sleep(TICK_MILLIS - age);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static IOException changed(Path file) {
    return new IOException(file + " changed while it was read");
  }
}

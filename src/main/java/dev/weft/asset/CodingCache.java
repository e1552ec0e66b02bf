package dev.weft.asset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of what was compressed, by the hash of the content, so that it is done once. A file is
 * the coded bytes and then their SHA-256; one whose bytes do not have that hash is not believed. A
 * coding that was not worth it is a file without bytes. When the folder is full the longest unread
 * go first, those of other versions of Weft too, and never those being served; without a folder, or
 * when it cannot be written, everything is compressed again at the next start.
 *
 * <p>Several processes may share a folder: entries are put in place whole, and are not written to
 * again. Used by one thread, but for the pins.
 */
final class CodingCache {
  private static final int HASH = 32;

  /** What our folders look like; nothing else in the folder is ours to remove. */
  private static final String VERSIONS = "br\\d+-zstd\\d+-gzip\\d+-\\d+";

  private final @Nullable Path folder;
  private final Path versions;
  private final long most;
  private final Consumer<String> problems;
  private final Map<Path, Integer> pins = new ConcurrentHashMap<>();
  private long size = -1;
  private boolean complained;

  CodingCache(@Nullable Path folder, long most, Consumer<String> problems) {
    this.versions = folder == null ? Path.of("") : folder.toAbsolutePath();
    this.folder = folder == null ? null : versions.resolve(Codecs.VERSION);
    this.most = most;
    this.problems = problems;
  }

  /**
   * @param bytes coded; none when the coding was not worth it
   * @param kept the same in the folder; null when it is not there
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(byte[] bytes, Body.@Nullable Disk kept) {}

  /** What the cache has, null if nothing or nothing to be believed. */
  @Nullable Entry find(String key, Coding coding) {
    if (folder == null) {
      return null;
    }
    Path file = file(folder, key, coding);
    try {
      FileStamp stamp = FileStamp.of(file);
      if (stamp.size() < HASH || stamp.size() > most) {
        return null;
      }
      byte[] all = FileLoader.read(file, stamp);
      byte[] bytes = Arrays.copyOf(all, all.length - HASH);
      byte[] hash = Arrays.copyOfRange(all, bytes.length, all.length);
      return MessageDigest.isEqual(hash, FileLoader.sha256().digest(bytes))
          ? new Entry(bytes, new Body.Disk(file, stamp, bytes.length))
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Keeps what was compressed, whole or not at all. */
  Entry keep(String key, Coding coding, byte[] bytes) {
    if (folder == null) {
      return new Entry(bytes, null);
    }
    Path file = file(folder, key, coding);
    try {
      if (!room(bytes.length + HASH)) {
        return new Entry(bytes, null);
      }
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "new", ".tmp");
      try {
        byte[] hash = FileLoader.sha256().digest(bytes);
        Files.write(fresh, ByteBuffer.allocate(bytes.length + HASH).put(bytes).put(hash).array());
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
      size += bytes.length + HASH;
      return new Entry(bytes, new Body.Disk(file, FileStamp.of(file), bytes.length));
    } catch (IOException e) {
      if (!complained && !Thread.currentThread().isInterrupted()) {
        complained = true;
        problems.accept(
            "cache: " + folder + " cannot be written (" + e + "); compressing at every start");
      }
      return new Entry(bytes, null);
    }
  }

  /** The entry in this file is being served. */
  void pin(Path file) {
    pins.merge(file, 1, Integer::sum);
  }

  /** One asset less serves the entry. */
  void unpin(Path file) {
    pins.computeIfPresent(file, (_, count) -> count == 1 ? null : count - 1);
  }

  /** Removes what was not read for the longest time until there is room; false if there is none. */
  private boolean room(long more) throws IOException {
    if (size < 0) {
      size = files().stream().mapToLong(Kept::size).sum();
    }
    if (size + more <= most) {
      return true;
    }
    List<Kept> files = new ArrayList<>(files());
    size = files.stream().mapToLong(Kept::size).sum();
    files.removeIf(kept -> pins.containsKey(kept.file()));
    files.sort(Comparator.comparingLong(Kept::lastUse));
    // A tenth more than need be, so that this is seldom done.
    long target = most - most / 10 - more;
    for (Kept kept : files) {
      if (size <= target) {
        break;
      }
      Files.deleteIfExists(kept.file());
      size -= kept.size();
    }
    return size + more <= most;
  }

  private record Kept(Path file, long size, long lastUse) {}

  private List<Kept> files() throws IOException {
    List<Kept> files = new ArrayList<>();
    if (!Files.isDirectory(versions)) {
      return files;
    }
    try (Stream<Path> all = Files.list(versions)) {
      for (Path version : all.toList()) {
        if (version.getFileName().toString().matches(VERSIONS)) {
          collect(version, files);
        }
      }
    }
    return files;
  }

  private static void collect(Path version, List<Kept> files) throws IOException {
    try (Stream<Path> all = Files.find(version, 2, (_, attributes) -> attributes.isRegularFile())) {
      for (Path file : all.toList()) {
        try {
          BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
          long read = known.lastAccessTime().toMillis();
          files.add(
              new Kept(file, known.size(), Math.max(read, known.lastModifiedTime().toMillis())));
        } catch (NoSuchFileException _) {
          // Another process made room.
        }
      }
    }
  }

  private static Path file(Path folder, String key, Coding coding) {
    return folder.resolve(key.substring(0, 2)).resolve(key + coding.extension());
  }
}

package dev.weft.asset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of what was compressed, by the hash of the content, so that it is done once. A file is
 * the coded bytes and then their SHA-256; one whose bytes do not have that hash is not believed. A
 * coding that was not worth it is a file without bytes. When the folder is full the longest unused
 * go first; without a folder, or when it cannot be written, everything is compressed again at the
 * next start.
 *
 * <p>Used by one thread.
 */
final class CodingCache {
  private static final int HASH = 32;

  private final @Nullable Path folder;
  private final long most;
  private final Consumer<String> problems;
  private long size = -1;
  private boolean complained;

  CodingCache(@Nullable Path folder, long most, Consumer<String> problems) {
    this.folder = folder == null ? null : folder.resolve(Codecs.VERSION);
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
      byte[] all = Files.readAllBytes(file);
      if (all.length < HASH) {
        return null;
      }
      byte[] bytes = Arrays.copyOf(all, all.length - HASH);
      byte[] hash = Arrays.copyOfRange(all, bytes.length, all.length);
      if (!MessageDigest.isEqual(hash, FileLoader.sha256().digest(bytes))) {
        return null;
      }
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
      return new Entry(bytes, new Body.Disk(file, FileStamp.of(file), bytes.length));
    } catch (IOException e) {
      return null;
    }
  }

  /** Keeps what was compressed, whole or not at all. */
  Entry keep(String key, Coding coding, byte[] bytes) {
    if (folder == null || bytes.length + HASH > most) {
      return new Entry(bytes, null);
    }
    Path file = file(folder, key, coding);
    try {
      Files.createDirectories(file.getParent());
      makeRoom(folder, bytes.length + HASH);
      Path fresh = Files.createTempFile(file.getParent(), "new", ".tmp");
      try {
        byte[] hash = FileLoader.sha256().digest(bytes);
        Files.write(fresh, ByteBuffer.allocate(bytes.length + HASH).put(bytes).put(hash).array());
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return new Entry(bytes, new Body.Disk(file, FileStamp.of(file), bytes.length));
    } catch (IOException e) {
      if (!complained) {
        problems.accept(
            "cache: "
                + folder
                + " cannot be written ("
                + e
                + "); compressing again at every start");
        complained = true;
      }
      return new Entry(bytes, null);
    }
  }

  private void makeRoom(Path inside, long more) throws IOException {
    if (size < 0) {
      size = 0;
      for (Path file : files(inside)) {
        size += Files.size(file);
      }
    }
    size += more;
    if (size <= most) {
      return;
    }
    // A tenth more than need be, so that this is seldom done.
    long target = most - most / 10;
    List<Path> oldest =
        files(inside).stream().sorted(Comparator.comparingLong(CodingCache::lastUse)).toList();
    for (Path file : oldest) {
      if (size <= target) {
        break;
      }
      size -= Files.size(file);
      Files.deleteIfExists(file);
    }
  }

  private static long lastUse(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static Path file(Path folder, String key, Coding coding) {
    return folder.resolve(key.substring(0, 2)).resolve(key + coding.extension());
  }
}

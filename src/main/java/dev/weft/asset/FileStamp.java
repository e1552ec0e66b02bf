package dev.weft.asset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one version of a file from another without reading it.
 *
 * @param size in bytes
 * @param modified as precise as the file system keeps it
 * @param key the file system's identity of the file (its inode), null where it has none
 */
public record FileStamp(long size, FileTime modified, @Nullable Object key) {
  /** The stamp of the file that the path leads to, links followed. */
  public static FileStamp of(Path file) throws IOException {
    return of(Files.readAttributes(file, BasicFileAttributes.class));
  }

  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }
}

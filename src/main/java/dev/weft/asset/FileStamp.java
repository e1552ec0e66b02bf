package dev.weft.asset;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells one version of a file from another without reading it.
 *
 * @param size in bytes
 * @param modified as precise as the file system keeps it
 * @param changed when anything of the file changed, which no program can set: it tells apart what
 *     was written again and then dated back, as builds do that are the same every time; null where
 *     the file system does not say
 * @param key the file system's identity of the file (its inode), null where it has none
 */
public record FileStamp(
    long size, FileTime modified, @Nullable FileTime changed, @Nullable Object key) {
  /** The stamp of the file that the path leads to, links followed. */
  public static FileStamp of(Path file) throws IOException {
    return Attributes.of(file).stamp();
  }

  /** When it was written to, whatever date it was given afterwards. */
  FileTime written() {
    return changed == null ? modified : changed;
  }

  /**
   * What one look at a path says.
   *
   * @param link whether the path itself is a link; only when links were not followed
   * @param readable whether everybody may read it; false says nothing
   */
  record Attributes(
      FileStamp stamp, boolean file, boolean directory, boolean link, boolean readable) {
    private static final boolean UNIX =
        FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private static final String NAMES = "unix:size,lastModifiedTime,ctime,fileKey,mode";

    // The mode of a file, as POSIX has it in sys/stat.h.
    private static final int KIND = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120000;
    private static final int ALL_READ = 0444;

    static Attributes of(Path path, LinkOption... links) throws IOException {
      return UNIX ? unix(path, links) : basic(path, links);
    }

    private static Attributes unix(Path path, LinkOption... links) throws IOException {
      Map<String, Object> all = Files.readAttributes(path, NAMES, links);
      FileTime modified = (FileTime) known(all, "lastModifiedTime");
      FileTime changed = (FileTime) known(all, "ctime");
      int mode = (int) known(all, "mode");
      return new Attributes(
          new FileStamp(
              (long) known(all, "size"),
              modified,
              changed.equals(modified) ? modified : changed, // one object for both saves memory
              all.get("fileKey")),
          (mode & KIND) == REGULAR,
          (mode & KIND) == DIRECTORY,
          (mode & KIND) == LINK,
          (mode & ALL_READ) == ALL_READ);
    }

    private static Object known(Map<String, Object> all, String name) {
      return Objects.requireNonNull(all.get(name), name);
    }

    private static Attributes basic(Path path, LinkOption... links) throws IOException {
      BasicFileAttributes all = Files.readAttributes(path, BasicFileAttributes.class, links);
      return new Attributes(
          new FileStamp(all.size(), all.lastModifiedTime(), null, all.fileKey()),
          all.isRegularFile(),
          all.isDirectory(),
          all.isSymbolicLink(),
          false);
    }
  }
}

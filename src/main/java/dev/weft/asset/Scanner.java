package dev.weft.asset;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one directory: which files may be served and which directories are below, without
 * opening any.
 *
 * <p>Left out: names that begin with a dot (but for {@code .well-known} in the root) or cannot
 * stand in a URL, links that leave the root, whatever is neither file nor directory, and what
 * cannot be read.
 */
final class Scanner {
  /** Deeper than any site, and an end to a loop of links. */
  private static final int DEEPEST = 48;

  private static final String WELL_KNOWN = ".well-known";

  private final Path realRoot;

  /**
   * @param realRoot the root with all links resolved
   */
  Scanner(Path realRoot) {
    this.realRoot = realRoot;
  }

  /**
   * What is in a directory, by name.
   *
   * @param key the file system's identity of the directory itself: another one means another
   *     directory
   */
  record Look(
      @Nullable Object key,
      Map<String, FileStamp> files,
      Map<String, @Nullable Object> directories) {}

  /**
   * Looks at the directory under a canonical path; null when it is not there, or not ours to show.
   */
  @Nullable Look look(String path) {
    if (path.chars().filter(c -> c == '/').count() > DEEPEST) {
      return null;
    }
    Path directory = file(path);
    Map<String, FileStamp> files = new HashMap<>();
    Map<String, @Nullable Object> directories = new HashMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      if (!directory.toRealPath().startsWith(realRoot)) {
        return null;
      }
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        BasicFileAttributes attributes = servable(name, path) ? attributes(entry) : null;
        if (attributes == null) {
          continue;
        }
        if (attributes.isDirectory()) {
          directories.put(name, attributes.fileKey());
        } else if (attributes.isRegularFile() && Files.isReadable(entry)) {
          files.put(name, FileStamp.of(attributes));
        }
      }
      return new Look(
          Files.readAttributes(directory, BasicFileAttributes.class).fileKey(), files, directories);
    } catch (IOException | DirectoryIteratorException e) {
      return null;
    }
  }

  /** Where the file under a canonical path is. */
  Path file(String path) {
    return path.equals("/") ? realRoot : realRoot.resolve(path.substring(1));
  }

  private static boolean servable(String name, String parent) {
    if (name.startsWith(".") && !(name.equals(WELL_KNOWN) && parent.equals("/"))) {
      return false;
    }
    return name.chars().noneMatch(c -> c < 0x20 || c == 0x7f || c == '\\' || c == 0xfffd);
  }

  /** Null when it is gone, or a link that leads nowhere or out of the root. */
  private @Nullable BasicFileAttributes attributes(Path entry) {
    try {
      BasicFileAttributes own =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!own.isSymbolicLink()) {
        return own;
      }
      return entry.toRealPath().startsWith(realRoot)
          ? Files.readAttributes(entry, BasicFileAttributes.class)
          : null;
    } catch (IOException e) {
      return null;
    }
  }
}

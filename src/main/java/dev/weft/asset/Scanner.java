package dev.weft.asset;

import dev.weft.asset.FileStamp.Attributes;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
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
  private static final String WELL_KNOWN = ".well-known";

  private final Path realRoot;
  private final Consumer<Path> unreadable;

  /**
   * @param realRoot the root with all links resolved
   * @param unreadable told of what is there and cannot be read
   */
  Scanner(Path realRoot, Consumer<Path> unreadable) {
    this.realRoot = realRoot;
    this.unreadable = unreadable;
  }

  /** A file that may be served, or a directory; its path has the name as the system has it. */
  record Found(Path path, FileStamp stamp) {}

  /**
   * What is in a directory, by name.
   *
   * @param key the file system's identity of the directory itself: another one means another
   *     directory
   * @param links whether some of it is reached by links, so that it may change where nobody watches
   */
  record Look(
      @Nullable Object key,
      Map<String, Found> files,
      Map<String, Found> directories,
      boolean links) {}

  /**
   * Looks at a directory; null when it is not there, or not ours to show.
   *
   * @param known what was found readable before, to be believed as long as it did not change
   */
  @Nullable Look look(Path directory, boolean root, Map<String, Asset> known) {
    Map<String, Found> files = new HashMap<>();
    Map<String, Found> directories = new HashMap<>();
    boolean links = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      Object key = Attributes.of(directory).stamp().key();
      for (Path entry : entries) {
        String name = name(entry);
        if (!servable(name, root)) {
          continue;
        }
        Attributes own = attributes(entry, LinkOption.NOFOLLOW_LINKS);
        Attributes attributes = own != null && own.link() ? followed(entry) : own;
        if (attributes == null) {
          continue;
        }
        links |= own != null && own.link();
        Found found = new Found(entry, attributes.stamp());
        if (attributes.directory()) {
          directories.put(name, found);
        } else if (attributes.file() && readable(found, attributes, known.get(name))) {
          files.put(name, found);
        }
      }
      // After all was looked at: a link that was turned meanwhile led us astray for at most one
      // look, and what is opened later is compared with what was seen here.
      boolean inside = directory.toRealPath().startsWith(realRoot);
      return inside ? new Look(key, files, directories, links) : null;
    } catch (IOException | DirectoryIteratorException e) {
      return null;
    }
  }

  /** Looks at one file again; null when it is gone, or not ours to show. */
  @Nullable FileStamp look(Path file) {
    try {
      Attributes attributes = Attributes.of(file);
      return attributes.file()
              && file.toRealPath().startsWith(realRoot)
              && (attributes.readable() || Files.isReadable(file))
          ? attributes.stamp()
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private boolean readable(Found found, Attributes attributes, @Nullable Asset known) {
    if (attributes.readable() || (known != null && known.stamp().equals(found.stamp()))) {
      return true;
    }
    boolean readable = Files.isReadable(found.path());
    if (!readable) {
      unreadable.accept(found.path());
    }
    return readable;
  }

  private static boolean servable(String name, boolean root) {
    if (name.startsWith(".") && !(root && name.equals(WELL_KNOWN))) {
      return false;
    }
    return name.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\' || c == 0xfffd);
  }

  /**
   * The last name of a path as UTF-8, which is what URLs are in, whatever the locale of this
   * process makes of it.
   */
  private static String name(Path entry) {
    String name = entry.getFileName().toString();
    if (name.indexOf('\ufffd') < 0) {
      return name;
    }
    String raw = entry.toUri().getRawPath();
    String last = raw.substring(raw.lastIndexOf('/', raw.length() - 2) + 1).replace("+", "%2B");
    String decoded = URLDecoder.decode(last, StandardCharsets.UTF_8);
    return decoded.endsWith("/") ? decoded.substring(0, decoded.length() - 1) : decoded;
  }

  /** Null for a link that leads nowhere or out of the root. */
  private @Nullable Attributes followed(Path link) {
    try {
      return link.toRealPath().startsWith(realRoot) ? attributes(link) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Null when it is gone. */
  private static @Nullable Attributes attributes(Path entry, LinkOption... links) {
    try {
      return Attributes.of(entry, links);
    } catch (IOException e) {
      return null;
    }
  }
}

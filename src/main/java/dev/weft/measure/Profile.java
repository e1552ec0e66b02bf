package dev.weft.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A new folder for all that a browser keeps, which is gone when it is closed. */
final class Profile implements AutoCloseable {
  private static final int TRIES = 20;

  private final Path folder;

  Profile() {
    try {
      folder = Files.createTempDirectory("weft-browser");
    } catch (IOException e) {
      throw new UncheckedIOException("a folder for the browser: " + e.getMessage(), e);
    }
    folder.toFile().deleteOnExit();
  }

  Path folder() {
    return folder;
  }

  /** Browsers go on writing for a moment when they are gone. */
  @Override
  public void close() {
    for (int i = 0; i < TRIES && Files.exists(folder); i++) {
      try {
        Files.walkFileTree(folder, new Delete());
      } catch (IOException e) {
        try {
          Thread.sleep(50);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private static final class Delete extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}

package dev.weft.measure;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A new folder for all that a browser keeps, which is gone when it is closed. */
final class Profile implements AutoCloseable {
  private static final int TRIES = 20;

  private final Path folder;

  private Profile(Path folder) {
    this.folder = folder;
  }

  static Profile open() throws IOException {
    try {
      return new Profile(Files.createTempDirectory("weft-browser"));
    } catch (IOException e) {
      throw new IOException("a folder for the browser: " + e.getMessage(), e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Browsers go on writing for a moment when they are gone. */
  @Override
  public void close() {
    boolean interrupted = false;
    for (int i = 0; i < TRIES && Files.exists(folder); i++) {
      try {
        Files.walkFileTree(folder, new Delete());
      } catch (IOException e) {
        try {
          Thread.sleep(50);
        } catch (InterruptedException _) {
          interrupted = true; // and still nothing is left behind
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Delete extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    /** Gone before it was looked at. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}

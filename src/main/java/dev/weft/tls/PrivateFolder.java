package dev.weft.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A folder for keys: nobody else may enter what is made here, and git passes it over. */
final class PrivateFolder {
  private final Path directory;

  PrivateFolder(Path directory) {
    this.directory = directory;
  }

  /** Work that no other process does in this folder at the same time. */
  interface Work<T> {
    T run() throws IOException, CredentialException;
  }

  <T> T exclusively(Work<T> work) throws CredentialException {
    // A lock of a file is the whole process's, so that threads need one of their own.
    synchronized (PrivateFolder.class) {
      try {
        create();
        try (var channel =
                FileChannel.open(
                    directory.resolve(".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    permissions("rw-------"));
            var lock = channel.lock()) {
          if (!lock.isValid()) {
            throw new IOException("lock lost");
          }
          return work.run();
        }
      } catch (IOException e) {
        throw new CredentialException(
            directory.toString(), "cannot be written: " + PemFiles.reason(e), e);
      }
    }
  }

  private void create() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, permissions("rwx------"));
    }
    var ignore = directory.resolve(".gitignore");
    if (!Files.exists(ignore)) {
      Files.writeString(ignore, "# Keys are never committed.\n*\n!.gitignore\n");
    }
  }

  /** Whole or not at all, for its owner alone. */
  void writeSecret(Path file, String content) throws IOException {
    write(file, content, permissions("rw-------"));
  }

  /** Whole or not at all, for everybody to read. */
  void writeOpen(Path file, String content) throws IOException {
    write(file, content, permissions("rw-r--r--"));
  }

  private void write(Path file, String content, FileAttribute<?>[] permissions) throws IOException {
    var fresh = Files.createTempFile(directory, ".new-", "", permissions);
    try {
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** None where the file system has none; there the folder's own rules hold. */
  private FileAttribute<?>[] permissions(String mode) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}

package dev.weft.asset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/** A folder of real files that a test makes. */
record Tree(Path root) {
  /** Some time ago, so that nothing is held to be in the midst of being written. */
  static final FileTime PAST = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

  static Tree in(Path parent) throws IOException {
    return new Tree(Files.createDirectories(parent.resolve("site")));
  }

  Path file(String path) {
    return root.resolve(path);
  }

  Path write(String path, byte[] bytes) throws IOException {
    Path file = file(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return Files.setLastModifiedTime(file, PAST);
  }

  Path write(String path, String text) throws IOException {
    return write(path, text.getBytes(UTF_8));
  }

  /** As most programs write: the date is now. */
  void rewrite(String path, String text) throws IOException {
    Files.writeString(file(path), text);
  }

  void link(String path, String target) throws IOException {
    Files.createSymbolicLink(file(path), Path.of(target));
  }

  /** Words, which get a good deal smaller. */
  static String text(int length) {
    StringBuilder text = new StringBuilder();
    Random random = new Random(7);
    while (text.length() < length) {
      text.append("warp weft twill satin shed heddle ".split(" ", -1)[random.nextInt(6)])
          .append(' ');
    }
    return text.substring(0, length);
  }

  /** Bytes, which do not. */
  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  static Asset asset(Folder folder, String path) {
    Asset asset = folder.catalogue().asset(path);
    assertNotNull(asset, path);
    return asset;
  }

  /** What somebody would be sent now. */
  static byte[] bytes(Body body) throws IOException {
    return switch (body) {
      case Body.Memory memory -> {
        ByteBuffer slice = memory.slice(0, memory.length());
        byte[] bytes = new byte[slice.remaining()];
        slice.get(bytes);
        yield bytes;
      }
      case Body.Disk disk -> {
        byte[] all = Files.readAllBytes(disk.file());
        yield Arrays.copyOf(all, (int) disk.length());
      }
    };
  }

  static String text(Folder folder, String path) throws IOException {
    return new String(bytes(asset(folder, path).load().identity().body()), UTF_8);
  }
}

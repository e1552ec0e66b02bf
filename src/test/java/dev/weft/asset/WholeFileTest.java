package dev.weft.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A version is read whole or not at all. */
final class WholeFileTest {
  private static final int SIZE = 16 << 10;
  private static final int LOADS = 60;

  @TempDir Path folder;
  private Tree tree;
  private final Stores stores = Stores.plain();

  @BeforeEach
  void make() throws Exception {
    tree = Tree.in(folder);
    tree.write("x.txt", of('A'));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private static byte[] of(char letter) {
    byte[] bytes = new byte[SIZE];
    Arrays.fill(bytes, (byte) letter);
    return bytes;
  }

  /** A way to write a file again. */
  record Way(String name, Writing writing) {
    interface Writing {
      void write(Path file, byte[] bytes) throws IOException;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Way> WAYS =
      List.of(
          new Way(
              "by rename",
              (file, bytes) -> {
                Path next = file.resolveSibling(".next");
                Files.write(next, bytes);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
              }),
          new Way(
              "in place",
              (file, bytes) -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                  channel.write(ByteBuffer.wrap(bytes), 0);
                }
              }),
          new Way("cut and written", Files::write));

  @ParameterizedTest
  @FieldSource("WAYS")
  void concurrentWritingNeverMixesVersions(Way way) throws Exception {
    Folder opened = stores.settled(tree);
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    for (int i = 0; !done.get(); i++) {
                      way.writing().write(tree.file("x.txt"), of(i % 2 == 0 ? 'B' : 'A'));
                      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i % 40));
                    }
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    try {
      int loaded = 0;
      for (int i = 0; i < LOADS; i++) {
        Asset asset = Tree.asset(opened, "/x.txt");
        try {
          byte[] bytes = Tree.bytes(asset.load().identity().body());
          assertTrue(uniform(bytes), "mixed: " + asset.stamp());
          assertEquals(asset.size(), bytes.length);
          loaded++;
        } catch (IOException e) {
          opened.refresh(asset);
        }
        opened.refresh(asset);
      }
      assertTrue(loaded > 0, "never loaded");
    } finally {
      done.set(true);
      writer.join();
    }
    Files.write(tree.file("x.txt"), of('C'));
    Await.await("the last version", () -> Tree.text(opened, "/x.txt").startsWith("C"));
    assertEquals(SIZE, Tree.text(opened, "/x.txt").length());
  }

  private static boolean uniform(byte[] bytes) {
    for (byte each : bytes) {
      if (each != bytes[0]) {
        return false;
      }
    }
    return true;
  }

  @Test
  void versionThatIsGoneCannotBeLoaded() throws Exception {
    Path file = tree.file("x.txt");
    FileStamp stamp = FileStamp.of(file);
    Files.write(file, of('B'));
    assertThrows(IOException.class, () -> FileLoader.read(file, stamp));
    assertThrows(IOException.class, () -> FileLoader.digest(file, stamp));
  }

  @Test
  void oldVersionIsServedUntilTheNewIsLoaded() throws Exception {
    Folder opened = stores.settled(tree);
    tree.rewrite("x.txt", "new");
    Await.await("new", () -> Tree.asset(opened, "/x.txt").size() == 3);
    assertFalse(Tree.asset(opened, "/x.txt").variants() == null);
  }

  @Test
  void fileThatBecameAnotherWhileItWasSmallerIsNotCutShort() throws Exception {
    Path file = tree.file("x.txt");
    FileStamp stamp = FileStamp.of(file);
    FileStamp wrong =
        new FileStamp(stamp.size() + 1, stamp.modified(), stamp.changed(), stamp.key());
    assertThrows(IOException.class, () -> FileLoader.read(file, wrong));
  }
}

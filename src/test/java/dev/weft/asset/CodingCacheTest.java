package dev.weft.asset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was compressed is not compressed again. */
final class CodingCacheTest {
  @TempDir Path folder;
  private Path cache;
  private Tree tree;

  @BeforeEach
  void make() throws Exception {
    tree = Tree.in(folder);
    cache = folder.resolve("cache");
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.walk(cache)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private long compressions() throws Exception {
    try (Stores stores = Stores.of(Stores.compressing(cache))) {
      Folder opened = stores.settled(tree);
      assertEquals(
          List.of(Coding.BR, Coding.ZSTD, Coding.GZIP), VariantsTest.codings(opened, "/app.js"));
      return stores.store().compressions();
    }
  }

  @Test
  void restartCompressesNothing() throws Exception {
    tree.write("app.js", Tree.text(5000));
    tree.write("noise.txt", Tree.noise(5000));
    assertEquals(6, compressions());
    assertEquals(0, compressions());
    assertEquals(6, entries().size());
  }

  @Test
  void sameContentUnderAnotherNameIsCompressedOnce() throws Exception {
    tree.write("app.js", Tree.text(5000));
    tree.write("copy.js", Tree.text(5000));
    assertEquals(3, compressions());
  }

  @Test
  void corruptEntryIsMadeAgain() throws Exception {
    tree.write("app.js", Tree.text(5000));
    compressions();
    int damage = 0;
    for (Path entry : entries()) {
      byte[] bytes = Files.readAllBytes(entry);
      switch (damage++) {
        case 0 -> bytes[bytes.length / 2] ^= 1;
        case 1 -> bytes = Arrays.copyOf(bytes, bytes.length - 1);
        default -> bytes = new byte[0];
      }
      Files.write(entry, bytes);
    }
    assertEquals(3, compressions());
    assertEquals(0, compressions());
  }

  @Test
  void unusableFolderCostsOneLineAndNoCoding() throws Exception {
    Files.writeString(cache, "a file, not a folder");
    tree.write("app.js", Tree.text(5000));
    try (Stores stores = Stores.of(Stores.compressing(cache))) {
      Folder opened = stores.settled(tree);
      assertEquals(3, VariantsTest.codings(opened, "/app.js").size());
      assertEquals(1, stores.problems().size(), stores.problems()::toString);
      assertTrue(stores.problems().getFirst().startsWith("cache: "), stores.problems()::toString);
    }
  }

  @Test
  void oldestGoFirstWhenItIsFullAndNothingThatIsNotOurs() throws Exception {
    CodingCache kept = new CodingCache(cache, 10_000, problem -> {});
    Path foreign = Files.createDirectories(cache).resolve("mine.txt");
    Files.write(foreign, new byte[20_000]);
    for (int i = 0; i < 9; i++) {
      kept.keep("aaa" + i, Coding.BR, new byte[1000]);
      Body.Disk body = kept(kept, "aaa" + i);
      FileTime then = FileTime.fromMillis(1_000_000L * (20 - i));
      Files.getFileAttributeView(body.file(), BasicFileAttributeView.class)
          .setTimes(then, then, null);
    }
    kept.keep("bbbb", Coding.BR, new byte[2000]);
    assertEquals(null, kept.find("aaa8", Coding.BR));
    assertEquals(null, kept.find("aaa7", Coding.BR));
    assertArrayEquals(new byte[1000], bytes(kept, "aaa0"));
    assertTrue(Files.exists(foreign));
    long size = 0;
    for (Path entry : entries()) {
      size += entry.equals(foreign) ? 0 : Files.size(entry);
    }
    assertTrue(size <= 10_000, "size " + size);
  }

  @Test
  void entryBeingServedIsNotRemoved() {
    CodingCache kept = new CodingCache(cache, 3000, problem -> {});
    kept.keep("aaaa", Coding.BR, new byte[2000]);
    Path file = kept(kept, "aaaa").file();
    kept.pin(file);
    kept.pin(file);
    kept.unpin(file);
    assertEquals(null, kept.keep("bbbb", Coding.BR, new byte[2000]).kept());
    kept.unpin(file);
    assertTrue(kept.keep("bbbb", Coding.BR, new byte[2000]).kept() != null);
    assertEquals(null, kept.find("aaaa", Coding.BR));
  }

  private static Body.Disk kept(CodingCache cache, String key) {
    CodingCache.Entry entry = Objects.requireNonNull(cache.find(key, Coding.BR), key);
    return Objects.requireNonNull(entry.kept(), key);
  }

  private static byte[] bytes(CodingCache cache, String key) {
    return Objects.requireNonNull(cache.find(key, Coding.BR), key).bytes();
  }

  @Test
  void codingThatTheFolderLostIsForgottenAndMadeAgain() throws Exception {
    tree.write("app.js", Tree.text(5000));
    StoreOptions noMemory = new StoreOptions(0, 256 << 10, true, Optional.of(cache), 64 << 20);
    try (Stores stores = Stores.of(noMemory)) {
      Folder opened = stores.settled(tree);
      Asset asset = Tree.asset(opened, "/app.js");
      Body before = VariantsTest.variant(opened, "/app.js", Coding.BR).body();
      assertInstanceOf(Body.Disk.class, before);
      for (Path entry : entries()) {
        Files.delete(entry);
      }
      opened.refresh(asset);
      Await.await("made again", () -> stores.store().settled());
      assertEquals(asset, opened.catalogue().asset("/app.js"));
      assertEquals(3, VariantsTest.codings(opened, "/app.js").size());
      Body after = VariantsTest.variant(opened, "/app.js", Coding.BR).body();
      assertTrue(Tree.bytes(after).length > 0);
      assertEquals(6, stores.store().compressions());
    }
  }
}

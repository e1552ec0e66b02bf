package dev.weft.asset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.github.luben.zstd.Zstd;
import dev.weft.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes, tags and codings of an asset. */
final class VariantsTest {
  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void make() throws Exception {
    tree = Tree.in(folder);
  }

  static Variant variant(Folder folder, String path, Coding coding) {
    Variants variants = Objects.requireNonNull(Tree.asset(folder, path).variants(), "not loaded");
    return variants.coded().stream()
        .filter(each -> each.coding() == coding)
        .findAny()
        .orElseThrow(() -> new AssertionError(path + " has no " + coding + ": " + variants));
  }

  static List<Coding> codings(Folder folder, String path) {
    Variants variants = Objects.requireNonNull(Tree.asset(folder, path).variants(), "not loaded");
    return variants.coded().stream().map(Variant::coding).sorted().toList();
  }

  private static byte[] decoded(Variant variant) throws IOException {
    byte[] bytes = Tree.bytes(variant.body());
    return switch (variant.coding()) {
      case BR -> Decoder.decompress(bytes).getDecompressedData();
      case ZSTD -> Zstd.decompress(bytes, (int) Zstd.getFrameContentSize(bytes));
      case GZIP -> new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      case IDENTITY -> bytes;
      case DCB, DCZ -> throw new AssertionError(variant.coding() + " without its dictionary");
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"BR", "ZSTD", "GZIP"})
  void codingDecodesToTheFileAndIsSmaller(Coding coding) throws Exception {
    String text = Tree.text(20_000);
    tree.write("app.js", text);
    try (Stores stores = Stores.of(Stores.compressing())) {
      Variant coded = variant(stores.settled(tree), "/app.js", coding);
      assertEquals(text, new String(decoded(coded), UTF_8));
      assertTrue(coded.length() < text.length() / 2, coding + " " + coded.length());
    }
  }

  @Test
  void tagsAreTheSameWhereverTheSameBytesAre() throws Exception {
    Tree other = Tree.in(folder.resolve("elsewhere"));
    tree.write("app.js", Tree.text(5000));
    Files.setLastModifiedTime(other.write("app.js", Tree.text(5000)), FileTime.fromMillis(1));
    try (Stores here = Stores.of(Stores.compressing());
        Stores there = Stores.of(Stores.compressing())) {
      assertEquals(tags(here.settled(tree)), tags(there.settled(other)));
    }
  }

  @Test
  void everyVariantHasATagOfItsOwn() throws Exception {
    tree.write("app.js", Tree.text(5000));
    try (Stores stores = Stores.of(Stores.compressing())) {
      assertEquals(4, tags(stores.settled(tree)).stream().distinct().count());
    }
  }

  private static List<EntityTag> tags(Folder folder) {
    Variants variants = Objects.requireNonNull(Tree.asset(folder, "/app.js").variants());
    List<EntityTag> tags = new ArrayList<>();
    tags.add(Objects.requireNonNull(variants.identity().tag()));
    for (Coding coding : List.of(Coding.BR, Coding.ZSTD, Coding.GZIP)) {
      tags.add(Objects.requireNonNull(variant(folder, "/app.js", coding).tag()));
    }
    return tags;
  }

  @Test
  void freshSidecarIsTheVariant() throws Exception {
    tree.write("app.js", Tree.text(5000));
    tree.write("app.js.br", "not brotli at all");
    try (Stores stores = Stores.of(Stores.compressing())) {
      Folder opened = stores.settled(tree);
      Variant br = variant(opened, "/app.js", Coding.BR);
      assertArrayEquals("not brotli at all".getBytes(UTF_8), Tree.bytes(br.body()));
      assertEquals(List.of(Coding.BR, Coding.ZSTD, Coding.GZIP), codings(opened, "/app.js"));
      assertEquals(Tree.PAST.toInstant(), Tree.asset(opened, "/app.js").lastModified());
      assertEquals("application/x-brotli", Tree.asset(opened, "/app.js.br").mediaType().value());
    }
  }

  @Test
  void sidecarOlderThanItsBaseIsNotUsed() throws Exception {
    tree.write("app.js", Tree.text(5000));
    Path stale = tree.write("app.js.br", "not brotli at all");
    Files.setLastModifiedTime(stale, FileTime.from(Tree.PAST.toInstant().minusMillis(1)));
    try (Stores stores = Stores.of(Stores.compressing())) {
      Variant br = variant(stores.settled(tree), "/app.js", Coding.BR);
      assertEquals(Tree.text(5000), new String(decoded(br), UTF_8));
    }
  }

  @Test
  void sidecarMakesAnyTypeNegotiable() throws Exception {
    tree.write("a.bin", "aaaa");
    tree.write("b.bin", "bbbb");
    tree.write("b.bin.gz", "gz");
    tree.write("c.css", "c");
    tree.write("d.js.br", "no base");
    try (Stores stores = Stores.plain()) {
      Folder opened = stores.settled(tree);
      assertEquals(false, Tree.asset(opened, "/a.bin").negotiable());
      assertEquals(true, Tree.asset(opened, "/b.bin").negotiable());
      assertEquals(true, Tree.asset(opened, "/c.css").negotiable());
      assertNull(opened.catalogue().asset("/d.js"));
    }
  }

  @Test
  void whatGetsHardlySmallerIsNotCompressed() throws Exception {
    tree.write("noise.txt", Tree.noise(4000));
    tree.write("tiny.txt", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    tree.write("text.png", Tree.text(4000));
    try (Stores stores = Stores.of(Stores.compressing())) {
      Folder opened = stores.settled(tree);
      for (String path : List.of("/noise.txt", "/tiny.txt", "/text.png")) {
        assertEquals(List.of(), codings(opened, path), path);
      }
    }
  }

  @Test
  void bigFileIsStreamedAndGetsItsTagLater() throws Exception {
    byte[] bytes = Tree.noise(300 << 10);
    tree.write("film.webm", bytes);
    tree.write("film.webm.gz", bytes);
    try (Stores stores = Stores.plain()) {
      Folder opened = stores.settled(tree);
      Variants variants = Objects.requireNonNull(Tree.asset(opened, "/film.webm").variants());
      assertInstanceOf(Body.Disk.class, variants.identity().body());
      EntityTag tag = EntityTag.ofDigest(FileLoader.sha256().digest(bytes));
      assertEquals(tag, variants.identity().tag());
      assertEquals(tag, variant(opened, "/film.webm", Coding.GZIP).tag());
    }
  }

  @Test
  void memoryStaysWithinTheBudget() throws Exception {
    for (int i = 0; i < 50; i++) {
      tree.write(i + ".js", Tree.text(10_000) + i);
    }
    StoreOptions small =
        new StoreOptions(95_000, 64 << 10, true, Optional.of(folder.resolve("c")), 1 << 20);
    try (Stores stores = Stores.of(small)) {
      Folder opened = stores.settled(tree);
      long held = 0;
      for (int i = 0; i < 50; i++) {
        Variants all = Objects.requireNonNull(Tree.asset(opened, "/" + i + ".js").variants());
        assertNotNull(all.identity().tag());
        List<Variant> variants = new ArrayList<>(all.coded());
        variants.add(all.identity());
        for (Variant variant : variants) {
          held += variant.body() instanceof Body.Memory body ? body.length() : 0;
          assertEquals(Tree.text(10_000) + i, new String(decoded(variant), UTF_8));
        }
        assertEquals(3, all.coded().size());
      }
      assertTrue(held > 80_000 && held <= 95_000, "held " + held);
    }
  }

  @Test
  void memoryOfReplacedAndRemovedFilesIsGivenBack() throws Exception {
    tree.write("a.js", Tree.text(60_000));
    StoreOptions small = new StoreOptions(100_000, 64 << 10, false, Optional.empty(), 0);
    try (Stores stores = Stores.of(small)) {
      Folder opened = stores.settled(tree);
      for (int i = 0; i < 5; i++) {
        Files.delete(tree.file(i == 0 ? "a.js" : i - 1 + ".js"));
        tree.write(i + ".js", Tree.text(60_000));
        opened.look(List.of("/"));
      }
      Body body = Tree.asset(opened, "/4.js").load().identity().body();
      assertInstanceOf(Body.Memory.class, body);
    }
  }

  @Test
  void loadIsDoneOnceForAll() throws Exception {
    tree.write("a.js", Tree.text(60_000));
    try (Stores stores = Stores.plain();
        ExecutorService pool = Executors.newFixedThreadPool(8)) {
      Asset asset = Tree.asset(stores.open(tree), "/a.js");
      List<Future<Variants>> loads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        loads.add(pool.submit(asset::load));
      }
      for (Future<Variants> load : loads) {
        assertSame(asset.load(), load.get());
      }
    }
  }

  @Test
  void fileChangedAndDatedBackIsAnotherVersion() throws Exception {
    tree.write("a.js", "AAAA");
    try (Stores stores = Stores.plain()) {
      Folder opened = stores.settled(tree);
      EntityTag before = Tree.asset(opened, "/a.js").load().identity().tag();
      tree.write("a.js", "BBBB"); // same size, same date, same inode
      Await.await("the new bytes", () -> Tree.text(opened, "/a.js").equals("BBBB"));
      assertNotEquals(before, Tree.asset(opened, "/a.js").load().identity().tag());
    }
  }
}

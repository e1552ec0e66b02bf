package dev.weft.asset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import dev.weft.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which dictionaries a site knows, and what is compressed against them. */
final class DictionariesTest {
  private static final String ONE = Tree.text(4000);
  private static final String TWO = ONE + "// Two.\n";

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void write() throws IOException {
    tree = Tree.in(folder);
    tree.write("app.js", ONE);
    tree.write("other.js", "other" + ONE);
  }

  /** A site whose texts serve for their next versions, with what differs behind a dash ignored. */
  private record Site(Stores stores, Folder opened, Dictionaries dictionaries)
      implements AutoCloseable {
    static Site of(Tree tree, long memory, String... file) throws Exception {
      Stores stores = Stores.plain();
      return of(stores, tree, memory, file);
    }

    static Site of(Stores stores, Tree tree, long memory, String... file) throws Exception {
      Folder opened = stores.settled(tree);
      Dictionaries.Rules rules =
          new Dictionaries.Rules(
              memory,
              asset ->
                  asset.path().endsWith(".js")
                      ? Optional.of(asset.path().replaceFirst("-.*\\.", "-*."))
                      : Optional.empty(),
              Arrays.stream(file).findFirst(),
              asset -> asset.path().startsWith("/app"));
      Site site = new Site(stores, opened, stores.store().dictionaries(opened, rules));
      site.settle();
      return site;
    }

    void settle() throws Exception {
      opened.look(List.of("/"));
      Await.await("all is compressed", stores.store()::settled);
    }

    List<Variant> variants(String path, String dictionary) throws Exception {
      Asset asset = Tree.asset(opened, path);
      asset.load();
      dictionaries.variants(asset, hash(dictionary));
      Await.await("what was asked for is compressed", stores.store()::settled);
      return dictionaries.variants(asset, hash(dictionary));
    }

    @Override
    public void close() {
      stores.close();
    }
  }

  private static String hash(String text) {
    return Base64.getEncoder().encodeToString(FileLoader.sha256().digest(text.getBytes(UTF_8)));
  }

  private static String decoded(Variant variant, String dictionary) throws IOException {
    byte[] raw = dictionary.getBytes(UTF_8);
    byte[] sent = Tree.bytes(variant.body());
    String mark = variant.coding() == Coding.DCB ? "ff444342" : "5e2a4d1820000000";
    byte[] head =
        HexFormat.of().parseHex(mark + HexFormat.of().formatHex(FileLoader.sha256().digest(raw)));
    assertArrayEquals(head, Arrays.copyOf(sent, head.length));
    byte[] stream = Arrays.copyOfRange(sent, head.length, sent.length);
    if (variant.coding() == Coding.DCZ) {
      try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
        context.loadDict(raw, ZstdDictContentType.RAW_CONTENT);
        return new String(context.decompress(stream, 1 << 20), UTF_8);
      }
    }
    Brotli4jLoader.ensureAvailability();
    try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(stream))) {
      in.attachDictionary(ByteBuffer.allocateDirect(raw.length).put(raw).flip());
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void nextVersionIsAFewBytes() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      assertEquals(List.of(), site.variants("/app.js", ONE));
      tree.write("app.js", TWO);
      site.settle();
      // Nobody has to ask first.
      List<Variant> variants =
          site.dictionaries().variants(Tree.asset(site.opened(), "/app.js"), hash(ONE));
      assertEquals(
          List.of(Coding.DCB, Coding.DCZ), variants.stream().map(Variant::coding).toList());
      for (Variant variant : variants) {
        assertEquals(TWO, decoded(variant, ONE));
        assertTrue(variant.length() < 100, () -> variant.coding() + ": " + variant.length());
        assertEquals(
            EntityTag.ofDigest(FileLoader.sha256().digest(Tree.bytes(variant.body()))),
            variant.tag());
      }
      assertEquals(List.of(), site.variants("/app.js", TWO), "against itself");
    }
  }

  @Test
  void eachDictionaryHasVariantsAndTagsOfItsOwn() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      for (int i = 0; i < 3; i++) {
        tree.write("app.js", TWO + i);
        site.settle();
      }
      List<Variant> all = site.dictionaries().variants(Tree.asset(site.opened(), "/app.js"));
      assertEquals(6, all.size());
      assertEquals(6, all.stream().map(Variant::tag).distinct().count());
    }
  }

  @Test
  void threeVersionsAreKept() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      for (int i = 0; i < 5; i++) {
        tree.write("app.js", TWO + i);
        site.settle();
      }
      for (int i = 0; i < 5; i++) {
        boolean known = i >= 1 && i <= 3; // 4 is what is served
        assertEquals(known ? 2 : 0, site.variants("/app.js", TWO + i).size(), "version " + i);
      }
    }
  }

  @Test
  void versionsOfOneAreNothingToAnother() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      tree.write("app.js", TWO);
      site.settle();
      assertEquals(2, site.variants("/app.js", ONE).size());
      assertEquals(List.of(), site.variants("/other.js", ONE));
    }
  }

  @Test
  void oldestGoWhenMemoryIsSpent() throws Exception {
    try (Site site = Site.of(tree, 16_000)) { // 12,000 for dictionaries of 4,000 each
      for (int i = 0; i < 6; i++) {
        tree.write("f" + i + ".js", i + ONE);
      }
      site.settle();
      for (int i = 0; i < 6; i++) {
        site.variants("/f" + i + ".js", "");
        tree.write("f" + i + ".js", i + TWO);
        site.settle();
      }
      int known = 0;
      for (int i = 0; i < 6; i++) {
        known += site.variants("/f" + i + ".js", i + ONE).isEmpty() ? 0 : 1;
      }
      assertEquals(2, known);
      assertEquals(2, site.variants("/f5.js", 5 + ONE).size());
    }
  }

  @Test
  void whatIsCompressedHasALimitOfItsOwn() throws Exception {
    tree.write("app.js", Tree.text(3000));
    try (Site site = Site.of(tree, 6000)) {
      tree.write("app.js", Base64.getEncoder().encodeToString(Tree.noise(3000)));
      site.settle();
      // Each of both codings is more than the 1,500 bytes that there are.
      assertEquals(List.of(), site.variants("/app.js", Tree.text(3000)));
    }
  }

  @Test
  void siteKnowsOnlyWhatItHasSentItself() throws Exception {
    Tree twin = new Tree(Files.createDirectories(folder.resolve("twin")));
    twin.write("app.js", TWO);
    try (Stores stores = Stores.plain();
        Site one = Site.of(stores, tree, 1 << 20);
        Site other = Site.of(stores, twin, 1 << 20)) {
      tree.write("app.js", TWO);
      one.settle();
      assertEquals(2, one.variants("/app.js", ONE).size());
      assertEquals(List.of(), other.variants("/app.js", ONE));
    }
  }

  @Test
  void namesThatDifferInAHashAreVersionsOfOne() throws Exception {
    tree.write("app-1.js", ONE);
    try (Site site = Site.of(tree, 1 << 20)) {
      site.variants("/app-1.js", "");
      Files.delete(tree.file("app-1.js"));
      tree.write("app-2.js", TWO);
      site.settle();
      assertEquals(TWO, decoded(site.variants("/app-2.js", ONE).getFirst(), ONE));
      // One that is still there serves as well.
      tree.write("app-3.js", TWO + TWO);
      site.settle();
      assertEquals(TWO + TWO, decoded(site.variants("/app-3.js", TWO).getFirst(), TWO));
    }
  }

  @Test
  void namesThatDifferInAHashAreFoundAtAStart() throws Exception {
    Files.setLastModifiedTime(tree.write("app-1.js", ONE), FileTime.fromMillis(1));
    tree.write("app-2.js", TWO);
    try (Site site = Site.of(tree, 1 << 20)) {
      assertEquals(TWO, decoded(site.variants("/app-2.js", ONE).getFirst(), ONE));
    }
  }

  /** Sends something in place of a file from now on, and nothing in place of others. */
  private static Asset send(Site site, Asset file, String text) throws Exception {
    AssetStore store = site.stores().store();
    Asset form = store.compose(file, text.getBytes(UTF_8)).orElseThrow();
    site.dictionaries().send(Map.of(file, form));
    site.settle();
    return form;
  }

  @Test
  void whatWasSentInPlaceOfAFileServesForWhatIsSentNext() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      Asset file = Tree.asset(site.opened(), "/app.js");
      Asset before = send(site, file, "a" + ONE);
      Asset after = send(site, file, "a" + TWO);
      site.stores().store().release(before);
      // Nobody has to ask first.
      Variant variant = site.dictionaries().variants(after, hash("a" + ONE)).getFirst();
      assertEquals("a" + TWO, decoded(variant, "a" + ONE));
    }
  }

  @Test
  void versionsOfAFileThatNobodyWasSentAreNotKept() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      Asset form = send(site, Tree.asset(site.opened(), "/app.js"), "a" + ONE);
      for (int i = 0; i < 3; i++) {
        tree.write("app.js", TWO + i);
        site.settle(); // before or after what is sent in its place, as it happens
        if (i == 1) {
          site.dictionaries().send(Map.of());
        }
        form = send(site, Tree.asset(site.opened(), "/app.js"), "a" + TWO + i);
      }
      for (String had : List.of("a" + ONE, "a" + TWO + 0, "a" + TWO + 1)) {
        assertEquals(2, site.dictionaries().variants(form, hash(had)).size(), had.substring(0, 2));
      }
      assertEquals(6, site.dictionaries().variants(form).size());
      send(site, Tree.asset(site.opened(), "/other.js"), "other");
      assertEquals(2, site.variants("/app.js", "a" + TWO + 2).size(), "of the file itself");
    }
  }

  @Test
  void fileThatIsSentAsItIsAgainIsAVersion() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      send(site, Tree.asset(site.opened(), "/app.js"), "a" + ONE);
      site.dictionaries().send(Map.of());
      site.settle();
      tree.write("app.js", TWO);
      site.settle();
      assertEquals(2, site.variants("/app.js", ONE).size());
      assertEquals(2, site.variants("/app.js", "a" + ONE).size());
    }
  }

  @Test
  void formThatIsMadeAgainAsItWasIsNoVersion() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      Asset file = Tree.asset(site.opened(), "/app.js");
      send(site, file, "a" + ONE);
      send(site, file, "a" + ONE);
      Asset form = send(site, file, "a" + ONE);
      assertEquals(List.of(), site.dictionaries().variants(form, hash("a" + ONE)));
      send(site, Tree.asset(site.opened(), "/other.js"), TWO);
      assertEquals(List.of(), site.dictionaries().variants(form));
      assertEquals(2, site.variants("/app.js", "a" + ONE).size());
    }
  }

  @Test
  void nothingIsKeptOfWhatIsSentNoMore() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      tree.write("app.js", TWO);
      site.settle();
      Asset form = send(site, Tree.asset(site.opened(), "/app.js"), "a" + ONE);
      assertEquals(2, site.dictionaries().variants(form).size());
      site.dictionaries().send(Map.of());
      site.settle();
      assertEquals(List.of(), site.dictionaries().variants(form));
    }
  }

  @Test
  void fileThatIsWrittenAgainAsItWasIsNoVersion() throws Exception {
    try (Site site = Site.of(tree, 1 << 20)) {
      Path file = tree.write("app.js", ONE);
      Files.setLastModifiedTime(file, FileTime.fromMillis(1));
      site.settle();
      assertEquals(List.of(), site.variants("/app.js", ONE));
      tree.write("other.js", TWO);
      site.settle();
      assertEquals(List.of(), site.dictionaries().variants(Tree.asset(site.opened(), "/app.js")));
    }
  }

  @Test
  void siteDictionaryIsForWhatTheSiteSays() throws Exception {
    tree.write("words.txt", ONE);
    try (Site site = Site.of(tree, 1 << 20, "/words.txt")) {
      tree.write("app.js", TWO);
      site.settle();
      assertEquals(TWO, decoded(site.variants("/app.js", ONE).getFirst(), ONE));
      assertEquals(List.of(), site.variants("/other.js", ONE));
      // Clients keep it longer than the site does.
      tree.write("words.txt", "more" + ONE);
      site.settle();
      assertEquals(TWO, decoded(site.variants("/app.js", ONE).getFirst(), ONE));
      String more = "more" + ONE;
      assertEquals(TWO, decoded(site.variants("/app.js", more).getFirst(), more));
    }
  }
}

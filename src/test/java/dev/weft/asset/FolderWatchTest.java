package dev.weft.asset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever is done to files is seen, with events and without. */
final class FolderWatchTest {
  @TempDir Path folder;
  private Tree tree;
  private final Stores stores = Stores.plain();

  @BeforeEach
  void make() throws Exception {
    tree = Tree.in(folder);
    tree.write("old.txt", "old");
    tree.write("a/b/deep.txt", "deep");
    tree.write("v1/x.txt", "one");
    tree.write("v2/x.txt", "two");
    tree.link("current", "v1");
    tree.link("linked.txt", "v1/x.txt");
  }

  @AfterEach
  void close() {
    stores.close();
  }

  /** Something done to the files. */
  interface Deed {
    void on(Tree tree) throws Exception;
  }

  /**
   * A change that must be seen.
   *
   * @param want what is under the path then; null for nothing
   */
  record Change(String name, Deed deed, String path, @Nullable String want) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Change> CHANGES =
      List.of(
          new Change("written again", t -> t.rewrite("old.txt", "new"), "/old.txt", "new"),
          new Change("added", t -> t.rewrite("new.txt", "new"), "/new.txt", "new"),
          new Change("removed", t -> Files.delete(t.file("old.txt")), "/old.txt", null),
          new Change("added deep", t -> t.write("n/e/w/x.txt", "new"), "/n/e/w/x.txt", "new"),
          new Change("written deep", t -> t.rewrite("a/b/deep.txt", "n"), "/a/b/deep.txt", "n"),
          new Change("cut", t -> t.rewrite("old.txt", ""), "/old.txt", ""),
          new Change(
              "put in place",
              t -> {
                t.rewrite(".old.txt.new", "new");
                move(t, ".old.txt.new", "old.txt");
              },
              "/old.txt",
              "new"),
          new Change(
              "removed and made",
              t -> {
                Files.delete(t.file("old.txt"));
                t.rewrite("old.txt", "new");
              },
              "/old.txt",
              "new"),
          new Change("renamed", t -> move(t, "old.txt", "n.txt"), "/n.txt", "old"),
          new Change("renamed away", t -> move(t, "old.txt", "n.txt"), "/old.txt", null),
          new Change("directory renamed", t -> move(t, "a", "n"), "/n/b/deep.txt", "deep"),
          new Change("directory gone", t -> move(t, "a", "n"), "/a/b/deep.txt", null),
          new Change("directory removed", t -> removeAll(t.file("a")), "/a/b/deep.txt", null),
          new Change("directory moved out", t -> move(t, "a", "../a"), "/a/b/deep.txt", null),
          new Change("link turned", t -> turn(t, "current", "v2"), "/current/x.txt", "two"),
          new Change(
              "file link turned", t -> turn(t, "linked.txt", "v2/x.txt"), "/linked.txt", "two"),
          new Change("behind a link", t -> t.rewrite("v1/x.txt", "n"), "/current/x.txt", "n"),
          new Change("behind a file link", t -> t.rewrite("v1/x.txt", "n"), "/linked.txt", "n"),
          new Change(
              "link turned outwards",
              t -> {
                Files.createDirectories(t.file("../out"));
                Files.writeString(t.file("../out/x.txt"), "secret");
                turn(t, "current", "../out");
              },
              "/current/x.txt",
              null),
          new Change(
              "directory replaced",
              t -> {
                t.write("next/b/deep.txt", "new");
                move(t, "a", "before");
                move(t, "next", "a");
              },
              "/a/b/deep.txt",
              "new"));

  @ParameterizedTest
  @FieldSource("CHANGES")
  void changeIsSeen(Change change) throws Exception {
    Folder opened = stores.settled(tree);
    change.deed().on(tree);
    seen(opened, change);
    tree.rewrite("after.txt", "after"); // and the watch goes on
    Await.await("after", () -> opened.catalogue().asset("/after.txt") != null);
    assertEquals(List.of(), stores.problems());
  }

  @ParameterizedTest
  @FieldSource("CHANGES")
  void changeIsSeenBySweepsAlone(Change change) throws Exception {
    Folder opened = unwatched();
    change.deed().on(tree);
    for (int i = 0; i < 3; i++) { // a look at what is new may need another
      opened.sweep(1, 1);
      opened.sweep(1000, 1000);
    }
    assertEquals(change.want(), now(opened, change.path()));
  }

  /** A folder that nobody watches. */
  private Folder unwatched() throws IOException {
    StoreOptions options = Stores.PLAIN;
    CodingCache none = new CodingCache(null, 0, problem -> {});
    FileLoader loader = new FileLoader(options, new MemoryBudget(options.memory()), none);
    Folder opened = new Folder(tree.root(), loader, asset -> {}, problem -> {});
    opened.open();
    return opened;
  }

  private static void seen(Folder opened, Change change) throws Exception {
    Await.await(
        change.path() + " is " + change.want(),
        () -> Objects.equals(change.want(), now(opened, change.path())));
  }

  private static @Nullable String now(Folder opened, String path) {
    Asset asset = opened.catalogue().asset(path);
    try {
      return asset == null ? null : new String(Tree.bytes(asset.load().identity().body()), UTF_8);
    } catch (IOException e) {
      return "not yet: " + e;
    }
  }

  private static void move(Tree tree, String from, String to) throws IOException {
    Files.move(tree.file(from), tree.file(to), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void turn(Tree tree, String link, String target) throws IOException {
    tree.link(".turned", target);
    move(tree, ".turned", link);
  }

  private static void removeAll(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void fileThatDidNotChangeStaysTheSameAsset() throws Exception {
    Folder opened = stores.settled(tree);
    Asset before = Tree.asset(opened, "/a/b/deep.txt");
    tree.rewrite("a/b/new.txt", "new");
    tree.rewrite("new.txt", "new");
    Await.await("both", () -> opened.catalogue().size() == 8);
    assertSame(before, opened.catalogue().asset("/a/b/deep.txt"));
  }

  @Test
  void rootThatIsRemovedMayComeBack() throws Exception {
    Folder opened = stores.settled(tree);
    move(tree, "../site", "../away");
    Await.await("empty", () -> opened.catalogue().size() == 0);
    Tree.in(folder).write("again/x.txt", "again");
    Await.await("back", () -> opened.catalogue().asset("/again/x.txt") != null);
    tree.rewrite("again/y.txt", "and watched");
    Await.await("watched", () -> opened.catalogue().asset("/again/y.txt") != null);
  }

  @Test
  void rootThatIsALinkMayBeTurned() throws Exception {
    Tree live = new Tree(folder.resolve("live"));
    Files.createSymbolicLink(live.root(), Path.of("site/v1"));
    Folder opened = stores.settled(live);
    assertEquals("one", Tree.text(opened, "/x.txt"));
    Files.createSymbolicLink(folder.resolve("next"), Path.of("site/v2"));
    Files.move(folder.resolve("next"), live.root(), StandardCopyOption.ATOMIC_MOVE);
    Await.await("two", () -> "two".equals(now(opened, "/x.txt")));
    tree.rewrite("v2/y.txt", "and watched");
    Await.await("watched", () -> opened.catalogue().asset("/y.txt") != null);
  }

  @Test
  void sidecarThatAppearsIsUsedAndOneThatGoesIsNot() throws Exception {
    Folder opened = stores.settled(tree);
    tree.rewrite("old.txt.gz", "gz");
    Await.await("sidecar", () -> Tree.asset(opened, "/old.txt").load().coded().size() == 1);
    tree.rewrite("old.txt", "newer than its sidecar");
    Await.await("stale", () -> Tree.asset(opened, "/old.txt").load().coded().isEmpty());
    assertEquals("newer than its sidecar", Tree.text(opened, "/old.txt"));
  }

  @Test
  void refreshSeesOneFileAtOnce() throws Exception {
    Folder opened = unwatched();
    Asset old = Tree.asset(opened, "/old.txt");
    Asset deep = Tree.asset(opened, "/a/b/deep.txt");
    tree.rewrite("old.txt", "new");
    Files.delete(tree.file("a/b/deep.txt"));
    opened.refresh(old);
    opened.refresh(old); // of another version by now: nothing to do
    opened.refresh(deep);
    assertEquals("new", Tree.text(opened, "/old.txt"));
    assertNull(opened.catalogue().asset("/a/b/deep.txt"));
  }

  @Test
  void whatIsGoneIsWatchedNoLonger() throws Exception {
    Folder opened = unwatched();
    assertEquals(6, opened.news().fresh().size()); // with the link to a directory
    removeAll(tree.file("a"));
    opened.look(List.of("/"));
    Folder.News news = opened.news();
    assertEquals(Set.of("/a", "/a/b"), news.gone());
    assertNull(opened.directory("/a"));
    assertNotNull(opened.directory("/v1"));
  }

  @Test
  void everyFileOfABurstIsSeen() throws Exception {
    Folder opened = stores.settled(tree);
    for (int i = 0; i < 2000; i++) { // more than the queue of events of a directory
      tree.rewrite("a/b/" + i + ".txt", "x");
    }
    Await.await("all", () -> opened.catalogue().size() == 2006);
    assertEquals(List.of(), stores.problems());
  }
}

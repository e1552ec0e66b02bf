package dev.weft.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the catalogue and what never is. */
final class ScannerTest {
  @TempDir Path folder;
  private Tree tree;
  private final Stores stores = Stores.plain();

  @BeforeEach
  void make() throws Exception {
    tree = Tree.in(folder);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private Catalogue catalogue() throws Exception {
    return stores.open(tree).catalogue();
  }

  @Test
  void filesAreFoundUnderTheirCanonicalPaths() throws Exception {
    tree.write("index.html", "a");
    tree.write("js/deep/er/app.js", "bc");
    tree.write("sp ace/é+%41.txt", "d");
    Catalogue catalogue = catalogue();
    assertEquals(3, catalogue.size());
    Asset app = catalogue.asset("/js/deep/er/app.js");
    assertEquals(2, app == null ? -1 : app.size());
    assertEquals(Tree.PAST.toInstant(), app == null ? null : app.lastModified());
    assertTrue(catalogue.asset("/sp ace/é+%41.txt") != null);
    for (String none : List.of("", "/", "index.html", "/js", "/js/", "/js/deep/er/app.js/", "//")) {
      assertNull(catalogue.asset(none), none);
    }
  }

  @Test
  void listingHasDirectoriesAndFilesByName() throws Exception {
    tree.write("b.txt", "12345");
    tree.write("a/x.txt", "1");
    tree.write("c/d/y.txt", "1");
    Catalogue catalogue = catalogue();
    assertEquals(
        List.of("a true 0", "b.txt false 5", "c true 0"),
        catalogue.children("/").stream()
            .map(entry -> entry.name() + " " + entry.directory() + " " + entry.size())
            .toList());
    assertEquals(List.of(), catalogue.children("/none"));
    assertTrue(catalogue.directory("/") && catalogue.directory("/c/d"));
    assertFalse(catalogue.directory("/c/d/") || catalogue.directory("/b.txt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".env",
        ".git/config",
        "a/.htaccess",
        ".well-known/.secret",
        "a/.well-known/x",
        "...",
        "new\nline.txt",
        "bell\u0007.txt",
        "back\\slash.txt"
      })
  void nameIsHidden(String name) throws Exception {
    tree.write(name, "secret");
    assertEquals(0, catalogue().size());
  }

  @Test
  void wellKnownIsShown() throws Exception {
    tree.write(".well-known/security.txt", "a");
    assertEquals(1, catalogue().size());
  }

  @Test
  void linksOutOfTheRootAreRefused() throws Exception {
    Files.writeString(folder.resolve("secret.txt"), "s");
    Files.createDirectories(folder.resolve("site-secret"));
    Files.writeString(folder.resolve("site-secret/x.txt"), "s"); // the root's name and more
    tree.write("in.txt", "a");
    tree.link("out.txt", "../secret.txt");
    tree.link("absolute.txt", folder.resolve("secret.txt").toString());
    tree.link("twin", "../site-secret");
    tree.link("up", "..");
    tree.link("twice.txt", "out.txt");
    tree.link("nowhere.txt", "gone.txt");
    tree.link("self.txt", "self.txt");
    Catalogue catalogue = catalogue();
    assertEquals(1, catalogue.size());
    assertFalse(catalogue.directory("/twin") || catalogue.directory("/up"));
  }

  @Test
  void linksInsideTheRootAreFollowed() throws Exception {
    tree.write("a/x.txt", "xx");
    tree.link("file.txt", "a/x.txt");
    tree.link("dir", "a");
    assertEquals("xx", Tree.text(stores.open(tree), "/file.txt"));
    assertEquals("xx", Tree.text(stores.open(tree), "/dir/x.txt"));
  }

  @Test
  void loopOfLinksEnds() throws Exception {
    tree.write("a/x.txt", "x");
    tree.link("a/one", ".");
    tree.link("a/two", "..");
    tree.write("b/y.txt", "y");
    tree.link("b/toA", "../a");
    tree.link("a/toB", "../b");
    // /a/x /a/toB/y /b/y /b/toA/x, and no way round twice
    assertEquals(4, catalogue().size());
  }

  @Test
  void linkToADirectoryThatIsHiddenLeadsIn() throws Exception {
    tree.write("..data/x.txt", "x"); // as volumes of a cluster are mounted
    tree.link("x.txt", "..data/x.txt");
    Catalogue catalogue = catalogue();
    assertEquals(1, catalogue.size());
    assertTrue(catalogue.asset("/x.txt") != null);
  }

  @Test
  void pipeIsNotOpened() throws Exception {
    Process made = new ProcessBuilder("mkfifo", tree.file("pipe.txt").toString()).start();
    assertTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0);
    tree.link("linked.txt", "pipe.txt");
    tree.link("device.txt", "/dev/zero");
    tree.write("x.txt", "x");
    assertEquals(1, catalogue().size());
    Files.delete(tree.file("device.txt"));
  }

  @Test
  void unreadableFileIsLeftOutWithOneLine() throws Exception {
    for (String name : List.of("a.txt", "b.txt")) {
      Path file = tree.write(name, "x");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    }
    Assumptions.assumeFalse(Files.isReadable(tree.file("a.txt")), "root reads everything");
    assertEquals(0, catalogue().size());
    assertEquals(1, stores.problems().size());
  }

  @Test
  void rootThatIsNoDirectoryIsRefused() throws Exception {
    Path file = tree.write("x.txt", "x");
    assertThrows(NotDirectoryException.class, () -> stores.store().open(file));
    assertThrows(NoSuchFileException.class, () -> stores.store().open(tree.file("none")));
  }

  @Test
  void tenThousandFilesInManyDirectories() throws Exception {
    for (int directory = 0; directory < 100; directory++) {
      Files.createDirectories(tree.file("d" + directory));
      for (int file = 0; file < 100; file++) {
        Files.createFile(tree.file("d" + directory + "/" + file + ".js"));
      }
    }
    assertEquals(10_000, catalogue().size());
  }
}

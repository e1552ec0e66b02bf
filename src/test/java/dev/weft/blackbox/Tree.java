package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An npm package as it was published: hundreds of small modules, unpacked by the build. */
enum Tree {
  LODASH_ES("lodash-es", 600),
  DATE_FNS("date-fns", 5000);

  private final String name;
  private final int atLeast;

  Tree(String name, int atLeast) {
    this.name = name;
    this.atLeast = atLeast;
  }

  /** A file of the tree and its path in a URL. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by content, never as a record.
  record Leaf(String path, byte[] content) {
    @Override
    public String toString() {
      return path;
    }
  }

  Path folder() throws IOException {
    Path versions = Path.of("target/npm/META-INF/resources/webjars", name);
    try (Stream<Path> version = Files.list(versions)) {
      return version.findFirst().orElseThrow().toAbsolutePath();
    }
  }

  List<Leaf> leaves() throws IOException {
    Path folder = folder();
    try (Stream<Path> files = Files.walk(folder)) {
      var leaves =
          files
              .filter(Files::isRegularFile)
              .map(file -> new Leaf("/" + folder.relativize(file), read(file)))
              .sorted(Comparator.comparing(Leaf::path))
              .toList();
      assertTrue(leaves.size() >= atLeast, () -> folder + ": " + leaves.size() + " files");
      return leaves;
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

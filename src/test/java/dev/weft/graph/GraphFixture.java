package dev.weft.graph;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.weft.asset.Asset;
import dev.weft.asset.AssetStore;
import dev.weft.asset.Catalogue;
import dev.weft.asset.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A site of real files, and what is read of it. */
final class GraphFixture {
  private static final StoreOptions OPTIONS =
      new StoreOptions(1 << 24, 1 << 20, false, Optional.empty(), 0);

  private final Path root;
  private final List<String> read = new ArrayList<>();

  GraphFixture(Path root) {
    this.root = root;
  }

  GraphFixture file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  Catalogue catalogue() throws IOException {
    try (AssetStore store = new AssetStore(OPTIONS, _ -> {})) {
      return store.open(root).catalogue();
    }
  }

  byte[] read(Asset asset) throws IOException {
    read.add(asset.path());
    return asset.bytes();
  }

  /** What was read since this was asked the last time, sorted. */
  String takeRead() {
    String taken = read.stream().sorted().collect(Collectors.joining(" "));
    read.clear();
    return taken;
  }

  ImportGraph graph() throws IOException {
    return ImportGraph.of(catalogue(), this::read);
  }

  ImportGraph graph(GraphOptions options) throws IOException {
    return ImportGraph.of(catalogue(), this::read, options);
  }

  PagePlan plan() throws IOException {
    return plan(graph());
  }

  static PagePlan plan(ImportGraph graph) {
    return graph.page("/index.html").orElseThrow();
  }

  static Asset asset(Catalogue catalogue, String path) {
    Asset asset = catalogue.asset(path);
    assertNotNull(asset, path);
    return asset;
  }

  /** Depth and URL of each. */
  static String shown(List<Resource> resources) {
    return shown(resources.stream());
  }

  static String shown(Stream<Resource> resources) {
    return resources.map(r -> r.depth() + r.url()).collect(Collectors.joining(" "));
  }
}

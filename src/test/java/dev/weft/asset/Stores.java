package dev.weft.asset;

import dev.weft.testing.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store with what it complained of. */
record Stores(AssetStore store, List<String> problems) implements AutoCloseable {
  static final StoreOptions PLAIN =
      new StoreOptions(64 << 20, 256 << 10, false, Optional.empty(), 0);

  static Stores of(StoreOptions options) {
    List<String> problems = new CopyOnWriteArrayList<>();
    return new Stores(new AssetStore(options, problems::add), problems);
  }

  static Stores plain() {
    return of(PLAIN);
  }

  static StoreOptions compressing(Path cache) {
    return new StoreOptions(64 << 20, 256 << 10, true, Optional.of(cache), 64 << 20);
  }

  static StoreOptions compressing() {
    return new StoreOptions(64 << 20, 256 << 10, true, Optional.empty(), 0);
  }

  Folder open(Tree tree) throws Exception {
    Folder folder = store.open(tree.root());
    store.start();
    return folder;
  }

  /** Opens a folder and waits until all is loaded and compressed. */
  Folder settled(Tree tree) throws Exception {
    Folder folder = open(tree);
    Await.await("settled", store::settled);
    return folder;
  }

  @Override
  public void close() {
    store.close();
  }
}

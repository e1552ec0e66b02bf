package dev.weft.server;

import dev.weft.asset.StoreOptions;
import dev.weft.config.Configuration;

/** What the configuration says of the store, in the words of the asset package. */
final class Stores {
  private Stores() {}

  static StoreOptions options(Configuration.Store store) {
    return new StoreOptions(
        store.memory().orElse(Runtime.getRuntime().maxMemory() / 4),
        store.smallFile(),
        store.compress(),
        store.cache(),
        store.cacheSize());
  }
}

package dev.weft.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where this system keeps what programs can make again. */
final class CacheFolder {
  private CacheFolder() {}

  /** The folder of the user who runs this process; empty for one without a home. */
  static Optional<Path> ofUser() {
    return of(
        System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home", ""));
  }

  static Optional<Path> of(String system, Map<String, String> environment, String home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return absolute(environment.getOrDefault("LOCALAPPDATA", ""), "weft");
    }
    if (name.startsWith("mac")) {
      return absolute(home, "Library", "Caches", "weft");
    }
    // A relative XDG_CACHE_HOME is to be ignored (XDG Base Directory Specification).
    return absolute(environment.getOrDefault("XDG_CACHE_HOME", ""), "weft")
        .or(() -> absolute(home, ".cache", "weft"));
  }

  private static Optional<Path> absolute(String folder, String... inside) {
    return Path.of(folder).isAbsolute() ? Optional.of(Path.of(folder, inside)) : Optional.empty();
  }
}

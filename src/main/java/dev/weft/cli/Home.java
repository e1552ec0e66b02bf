package dev.weft.cli;

import java.nio.file.Path;

/** Where Weft itself lives. */
final class Home {
  private Home() {}

  /**
   * The folder of the development certificates: one for all projects, so that it is trusted once.
   */
  static Path certificates() {
    String home = System.getProperty("weft.home", "");
    return Path.of(home.isEmpty() ? "." : home).toAbsolutePath().normalize().resolve("certs");
  }
}

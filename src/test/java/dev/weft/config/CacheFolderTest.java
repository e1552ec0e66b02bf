package dev.weft.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
  @Test
  void eachSystemHasItsPlace() {
    assertEquals(folder("/home/a/.cache/weft"), CacheFolder.of("Linux", Map.of(), "/home/a"));
    assertEquals(
        folder("/x/weft"), CacheFolder.of("Linux", Map.of("XDG_CACHE_HOME", "/x"), "/home/a"));
    assertEquals(
        folder("/Users/a/Library/Caches/weft"), CacheFolder.of("Mac OS X", Map.of(), "/Users/a"));
    assertEquals(
        folder("/local/weft"),
        CacheFolder.of(
            "Windows 11", Map.of("LOCALAPPDATA", "/local", "XDG_CACHE_HOME", "/x"), "/a"));
  }

  @Test
  void relativeFolderIsIgnored() {
    assertEquals(
        folder("/home/a/.cache/weft"),
        CacheFolder.of("Linux", Map.of("XDG_CACHE_HOME", "x"), "/home/a"));
  }

  @Test
  void userWithoutAHomeHasNone() {
    assertEquals(Optional.empty(), CacheFolder.of("Linux", Map.of(), "?"));
    assertEquals(Optional.empty(), CacheFolder.of("Windows 11", Map.of(), "/a"));
  }

  private static Optional<Path> folder(String path) {
    return Optional.of(Path.of(path));
  }
}

package dev.weft.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.tomlj.TomlPosition;

/**
 * Where each key stands in a configuration file, for what is found wrong after it was read.
 *
 * <p>A key is named by its path, such as {@code listen.port} or {@code site[0].headers[1].match};
 * {@code site[0]} is the first site as a whole.
 */
public final class Places {
  private final Path file;
  private final Map<String, TomlPosition> positions = new HashMap<>();

  Places(Path file) {
    this.file = file;
  }

  void add(String key, TomlPosition position) {
    positions.put(key, position);
  }

  /** Whether the file says something about this key. */
  public boolean has(String key) {
    return positions.containsKey(key);
  }

  /** A problem at the key or, where the file leaves it out, at what it would stand in. */
  public Problem problem(String key, String message) {
    for (String place = key; !place.isEmpty(); place = around(place)) {
      TomlPosition position = positions.get(place);
      if (position != null) {
        return problem(position, message);
      }
    }
    return new Problem(file, 0, 0, message);
  }

  Problem problem(TomlPosition position, String message) {
    return new Problem(file, position.line(), position.column(), message);
  }

  private static String around(String key) {
    return key.substring(0, Math.max(0, Math.max(key.lastIndexOf('.'), key.lastIndexOf('['))));
  }

  /** The file, as it was named. */
  public Path file() {
    return file;
  }
}

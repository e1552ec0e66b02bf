package dev.weft.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A table of the file while it is read.
 *
 * <p>To ask for a key is to know it: when the table has been read, every key that was not asked for
 * is unknown. What is wrong is noted, and reading goes on with a stand-in.
 */
final class Section {
  private final Findings findings;
  private final TomlTable table;
  private final TomlPosition position;

  /** What stands before its keys: nothing at the top, else such as {@code site[0].headers[1].}. */
  private final String prefix;

  private final TreeSet<String> known = new TreeSet<>();

  private Section(Findings findings, TomlTable table, TomlPosition position, String prefix) {
    this.findings = findings;
    this.table = table;
    this.position = position;
    this.prefix = prefix;
  }

  /** Reads a whole file; empty when what it says does not fit together. */
  static <T> Optional<T> read(Findings findings, TomlTable top, Function<Section, T> reader) {
    return new Section(findings, top, TomlPosition.positionAt(1, 1), "").read(reader);
  }

  TomlPosition position() {
    return position;
  }

  /** Notes a problem of the table as a whole. */
  void problem(String message) {
    findings.problem(position, message);
  }

  /** Notes that what a key says is allowed and should not be. */
  void warning(String key, String message) {
    findings.warning(prefix + key, message);
  }

  /** Whether the file says something about this key. */
  boolean has(String key) {
    return value(key) != null;
  }

  /** Whether the value of a key is true or false, and not left out or something else. */
  boolean hasFlag(String key) {
    Value value = value(key);
    return value != null && value.raw() instanceof Boolean;
  }

  /** The value of a key, or the fallback when it is left out. */
  <T> T get(String key, Kind<T> kind, T fallback) {
    return find(key, kind).orElse(fallback);
  }

  /** The value of a key, or empty when it is left out. */
  <T> Optional<T> find(String key, Kind<T> kind) {
    Value value = value(key);
    return value == null ? Optional.empty() : value.read(kind);
  }

  /** The value of a key that may not be left out. */
  <T> T require(String key, Kind<T> kind, T standIn) {
    if (!has(key)) {
      missing(key, kind.expected());
    }
    return get(key, kind, standIn);
  }

  /** The values of a key that has one or an array of them, or the fallback when it is left out. */
  <T> List<T> list(String key, Kind<T> kind, List<T> fallback) {
    Value value = value(key);
    if (value == null) {
      return fallback;
    }
    List<Value> elements =
        value.raw() instanceof TomlArray array ? value.elements(array) : List.of(value);
    List<T> read = elements.stream().flatMap(element -> element.read(kind).stream()).toList();
    return read.size() == elements.size() ? read : fallback;
  }

  /**
   * The strings of a table whose keys are free, in their order; the check throws for a wrong one.
   */
  Map<String, String> strings(String key, BiConsumer<String, String> check) {
    Map<String, String> strings = new LinkedHashMap<>();
    Value value = value(key);
    if (value == null) {
      missing(key, "a table of strings");
    } else if (value.raw() instanceof TomlTable free) {
      for (String name : free.keySet()) {
        Kind<String> kind =
            Kind.checked(
                "a string",
                text -> {
                  check.accept(name, text);
                  return text;
                });
        valueOf(free, name, value.path() + "." + name)
            .read(kind)
            .ifPresent(text -> strings.put(name, text));
      }
    } else {
      value.mismatch("a table of strings");
    }
    return strings;
  }

  /** The table of a key, read; empty when it is left out or wrong. */
  <T> Optional<T> section(String key, Function<Section, T> reader) {
    Value value = value(key);
    if (value == null) {
      return probe(key, reader);
    }
    if (value.raw() instanceof TomlTable inner) {
      return inside(value, inner).read(reader);
    }
    value.mismatch("a table [" + Findings.unnumbered(value.path()) + "]");
    return Optional.empty();
  }

  /** The tables of a key, each read; those that are wrong are left out. */
  <T> List<T> sections(String key, Function<Section, T> reader) {
    Value value = value(key);
    if (value == null) {
      return probe(key, reader).stream().toList();
    }
    String expected = "tables [[" + Findings.unnumbered(value.path()) + "]]";
    if (!(value.raw() instanceof TomlArray array)) {
      value.mismatch(expected);
      return List.of();
    }
    List<T> read = new ArrayList<>();
    for (Value element : value.elements(array)) {
      if (element.raw() instanceof TomlTable inner) {
        inside(element, inner).read(reader).ifPresent(read::add);
      } else {
        element.mismatch(expected);
      }
    }
    return read;
  }

  private Section inside(Value value, TomlTable inner) {
    return new Section(findings, inner, value.position(), value.path() + ".");
  }

  private <T> Optional<T> probe(String key, Function<Section, T> reader) {
    return findings.probing()
        ? new Section(findings, Toml.parse(""), position, prefix + key + ".").read(reader)
        : Optional.empty();
  }

  private <T> Optional<T> read(Function<Section, T> reader) {
    Optional<T> read = Optional.empty();
    int before = findings.count();
    try {
      read = Optional.of(reader.apply(this));
    } catch (IllegalArgumentException e) {
      if (findings.count() == before) { // the parts are right each and do not fit together
        problem(String.valueOf(e.getMessage()));
      }
    }
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        findings.problem(
            valueOf(table, key, prefix + key).position(),
            "unknown key: " + Value.printable(key) + " (" + Nearest.hint(key, known) + ")");
      }
    }
    return read;
  }

  private void missing(String key, String expected) {
    problem(key + ": missing (expected: " + expected + ")");
  }

  private @Nullable Value value(String key) {
    known.add(key);
    findings.asked(prefix + key);
    return table.contains(List.of(key)) ? valueOf(table, key, prefix + key) : null;
  }

  private Value valueOf(TomlTable in, String key, String path) {
    List<String> name = List.of(key);
    TomlPosition at = in.inputPositionOf(name);
    return new Value(
        findings, path, key, Objects.requireNonNull(in.get(name)), at == null ? position : at);
  }
}

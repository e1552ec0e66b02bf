package dev.weft.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tomlj.TomlPosition;

/**
 * What comes to light while a file is read: problems, warnings, where each key stands, which keys
 * there are.
 */
final class Findings {
  private final Places places;
  private final boolean probing;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private List<String> lines = List.of();
  private final SortedSet<String> keys = new TreeSet<>();

  /**
   * Begins with none.
   *
   * @param probing whether tables that are not there are read as well, to learn their keys
   */
  Findings(Path file, boolean probing) {
    this.places = new Places(file);
    this.probing = probing;
  }

  /** The lines of the file, once they are known. */
  void read(List<String> text) {
    lines = text;
  }

  List<String> lines() {
    return lines;
  }

  boolean probing() {
    return probing;
  }

  Places places() {
    return places;
  }

  /** The paths of all keys that were asked for, without the numbers of the tables. */
  SortedSet<String> keys() {
    return keys;
  }

  List<Problem> problems() {
    return problems.stream().sorted(Problem.IN_ORDER).toList();
  }

  List<Problem> warnings() {
    return warnings.stream().sorted(Problem.IN_ORDER).toList();
  }

  int count() {
    return problems.size();
  }

  /** Notes a problem of the file as a whole. */
  void problem(String message) {
    problems.add(new Problem(places.file(), 0, 0, message));
  }

  void problem(TomlPosition position, String message) {
    problems.add(places.problem(position, message));
  }

  /** Notes what the file may say and should not, at the path of a key. */
  void warning(String path, String message) {
    warnings.add(places.problem(path, message));
  }

  void asked(String path) {
    keys.add(unnumbered(path));
  }

  static String unnumbered(String path) {
    return path.replaceAll("\\[\\d+]", "");
  }
}

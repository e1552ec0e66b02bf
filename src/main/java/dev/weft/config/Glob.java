package dev.weft.config;

import java.util.BitSet;

/**
 * A pattern for paths, compiled.
 *
 * <p>{@code *} stands for anything within a segment and {@code **} for anything across segments;
 * {@code /**}{@code /} also stands for one slash. {@code ?} is any one character but a slash,
 * {@code {a,b}} is either, and a backslash takes away the meaning of the character behind it. A
 * pattern with a slash is matched against the whole path, from the root on; one without is matched
 * against the last segment, so that {@code *.html} means every page.
 *
 * <p>The pattern is an automaton whose states are all kept at once, so that the time to match is at
 * most the length of the path times the length of the pattern, whatever either says.
 */
public final class Glob {
  private static final int LONGEST = 1024;

  private final String pattern;
  private final boolean anchored;
  private final GlobProgram program;

  private Glob(String pattern, boolean anchored, GlobProgram program) {
    this.pattern = pattern;
    this.anchored = anchored;
    this.program = program;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException for an empty or overlong pattern, an unclosed or nested brace,
   *     a bracket, a control character, or a backslash at the end
   */
  public static Glob parse(String pattern) {
    if (pattern.isEmpty()) {
      throw malformed(pattern, "a pattern such as *.html or /assets/**");
    }
    if (pattern.length() > LONGEST) {
      throw malformed(pattern.substring(0, 20) + "...", "at most " + LONGEST + " characters");
    }
    boolean anchored = pattern.indexOf('/') >= 0;
    boolean rooted = !anchored || pattern.startsWith("/") || pattern.startsWith("{/");
    return new Glob(pattern, anchored, GlobProgram.compile(rooted ? pattern : "/" + pattern));
  }

  /** Whether the pattern stands for this path, which begins with a slash and is decoded. */
  public boolean matches(String path) {
    int from = anchored ? 0 : path.lastIndexOf('/') + 1;
    BitSet states = program.start();
    for (int i = from; i < path.length() && !states.isEmpty(); i++) {
      states = program.step(states, path.charAt(i));
    }
    return program.accepts(states);
  }

  static IllegalArgumentException malformed(String pattern, String expected) {
    String shown = pattern.replaceAll("\\p{Cntrl}", "?");
    return new IllegalArgumentException("glob: " + shown + " (expected: " + expected + ")");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && pattern.equals(glob.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return pattern;
  }
}

package dev.weft.config;

import java.util.Optional;

/**
 * How the responses of a site are compressed against what clients have already (RFC 9842).
 *
 * @param previous whether the versions of a text serve for the next one
 * @param file the site's own dictionary, below the root; empty for none
 * @param match the paths that it is for; a star stands for anything
 * @param memory bytes of all dictionaries and of all that is compressed against them
 */
public record DictionarySettings(
    boolean previous, Optional<String> file, String match, long memory) {
  /** Every path. */
  public static final String EVERYTHING = "/*";

  public static final long DEFAULT_MEMORY = 16 << 20;

  static final Range MEMORY = new Range(1 << 16, 1L << 40);
  static final String PATTERN =
      "a path in which * stands for anything, such as \"/app/*\", of letters, digits and"
          + " /-._~!$&',;=@";

  public DictionarySettings {
    file.filter(name -> !SiteSettings.below(name))
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "file: " + name + " (expected: " + SiteSettings.BELOW + ")");
            });
    requirePattern(match);
    MEMORY.check("memory", memory);
    if (!previous && file.isEmpty()) {
      throw new IllegalArgumentException(
          "dictionaries: none (expected: previous = true, or a file)");
    }
  }

  /** Every version of a text for its next one. */
  public static DictionarySettings ofPrevious() {
    return new DictionarySettings(true, Optional.empty(), EVERYTHING, DEFAULT_MEMORY);
  }

  /** One dictionary for everything. */
  public static DictionarySettings ofFile(String file) {
    return new DictionarySettings(false, Optional.of(file), EVERYTHING, DEFAULT_MEMORY);
  }

  /** The paths as a glob. */
  public Glob glob() {
    return Glob.parse(match.replace("*", "**"));
  }

  /** Other characters have a meaning in a URL pattern, or are written in several ways. */
  static String requirePattern(String match) {
    if (!match.matches("/[\\w/.~!$&',;=@*-]*") || match.length() > 1000) {
      throw new IllegalArgumentException("match: " + match + " (expected: " + PATTERN + ")");
    }
    return match;
  }
}

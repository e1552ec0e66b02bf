package dev.weft.config;

import dev.weft.origin.Authority;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is served for some authorities, from one folder.
 *
 * @param authorities none means every authority that a certificate covers; one without a port is
 *     claimed on every port
 * @param root the folder, absolute
 * @param index names looked for in a folder, in this order
 * @param cleanUrls whether {@code /about} finds {@code about.html}
 * @param listing whether a folder without an index is listed
 * @param spa the file, below the root, that answers navigations to nothing; empty for none
 * @param notFoundPage the file, below the root, sent with a 404; the default is {@code 404.html} if
 *     there
 * @param errorPage the same for 50x; the default is {@code 50x.html} if there
 * @param rules in order; where several set one header the last one wins
 */
public record SiteSettings(
    List<Authority> authorities,
    Path root,
    List<String> index,
    boolean cleanUrls,
    boolean listing,
    Optional<String> spa,
    String notFoundPage,
    String errorPage,
    List<HeaderRule> rules) {

  public static final List<String> DEFAULT_INDEX = List.of("index.html");
  public static final String DEFAULT_NOT_FOUND = "404.html";
  public static final String DEFAULT_ERROR = "50x.html";

  public SiteSettings {
    authorities = List.copyOf(authorities);
    index = List.copyOf(index);
    rules = List.copyOf(rules);
  }

  /** The site of {@code weft serve DIR}: every default. */
  public static SiteSettings of(Path root) {
    return new SiteSettings(
        List.of(),
        root,
        DEFAULT_INDEX,
        false,
        false,
        Optional.empty(),
        DEFAULT_NOT_FOUND,
        DEFAULT_ERROR,
        List.of());
  }

  /**
   * Response headers for the paths that match a glob.
   *
   * @param match a glob on the path: {@code *} within a segment, {@code **} across; without a slash
   *     it is matched against the last segment
   * @param set header names and values; an empty value removes the header
   */
  public record HeaderRule(String match, Map<String, String> set) {
    public HeaderRule {
      set = Map.copyOf(set);
    }
  }
}

package dev.weft.config;

import dev.weft.origin.Authority;
import dev.weft.priority.Advice;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is served for some authorities, from one folder.
 *
 * @param authorities none means every authority that a certificate covers; one without a port is
 *     claimed on every port
 * @param coalesce whether it may share a connection with other sites
 * @param root the folder, absolute
 * @param index names looked for in a folder, in this order; at least one
 * @param cleanUrls whether {@code /about} finds {@code about.html}
 * @param listing whether a folder without an index is listed
 * @param spa the file, below the root, that answers navigations to nothing; empty for none
 * @param notFoundPage the file, below the root, sent with a 404; the default is {@code 404.html} if
 *     there
 * @param errorPage the same for 50x; the default is {@code 50x.html} if there
 * @param flatten how browsers are told of the modules of a document
 * @param fingerprint whether documents name what they need by URLs with the hash of its content
 * @param rules in order; where several set one header the last one wins
 * @param beacon whether the browsers of visitors are asked how its pages loaded
 * @param priorities in order; where several say the same of one response the last one wins
 * @param dictionaries how its responses are compressed against what clients have; empty for not
 */
public record SiteSettings(
    List<Authority> authorities,
    boolean coalesce,
    Path root,
    List<String> index,
    boolean cleanUrls,
    boolean listing,
    Optional<String> spa,
    String notFoundPage,
    String errorPage,
    boolean beacon,
    Flatten flatten,
    boolean fingerprint,
    List<HeaderRule> rules,
    List<PriorityRule> priorities,
    Optional<DictionarySettings> dictionaries) {

  public static final List<String> DEFAULT_INDEX = List.of("index.html");
  public static final String DEFAULT_NOT_FOUND = "404.html";
  public static final String DEFAULT_ERROR = "50x.html";
  public static final Flatten DEFAULT_FLATTEN = Flatten.AFTER_PAINT;

  /** What a name of a file below the root looks like, for messages. */
  static final String BELOW = "a file below the root, with slashes, without . or ..";

  public SiteSettings {
    authorities = List.copyOf(authorities);
    index = List.copyOf(index);
    rules = List.copyOf(rules);
    priorities = List.copyOf(priorities);
    authorities.forEach(SiteSettings::requireServerName);
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("root: " + root + " (expected: an absolute path)");
    }
    if (index.isEmpty()) {
      throw new IllegalArgumentException("index: nothing (expected: at least one file name)");
    }
    for (String name : index) {
      if (!below(name) || name.indexOf('/') >= 0) {
        throw new IllegalArgumentException("index: " + name + " (expected: a file name)");
      }
    }
    spa.ifPresent(file -> requireBelow("spa", file));
    requireBelow("not-found-page", notFoundPage);
    requireBelow("error-page", errorPage);
    requireMapFirst(fingerprint, flatten);
  }

  /** Links in a header would have modules fetched before the import map is there. */
  private static void requireMapFirst(boolean fingerprint, Flatten flatten) {
    if (fingerprint && (flatten == Flatten.HEADER || flatten == Flatten.EARLY_HINTS)) {
      throw new IllegalArgumentException(
          "fingerprint: true with flatten = \""
              + flatten.name().toLowerCase(Locale.ROOT).replace('_', '-')
              + "\" (expected: flatten = \"after-paint\", \"inline\" or \"off\")");
    }
  }

  /** The site of {@code weft serve DIR}: every default. */
  public static SiteSettings of(Path root) {
    return new SiteSettings(
        List.of(),
        true,
        root,
        DEFAULT_INDEX,
        false,
        false,
        Optional.empty(),
        DEFAULT_NOT_FOUND,
        DEFAULT_ERROR,
        false,
        DEFAULT_FLATTEN,
        false,
        List.of(),
        List.of(),
        Optional.empty());
  }

  /**
   * The site of {@code --host NAME=DIR}: every default.
   *
   * @throws IllegalArgumentException when the name is no authority
   */
  public static SiteSettings at(String authority, Path root) {
    return of(root).withAuthorities(List.of(Authority.parse(authority)));
  }

  /** The hosts of the authorities, for a certificate to cover. */
  public List<String> hosts() {
    return authorities.stream().map(Authority::host).distinct().toList();
  }

  /** The same for other authorities. */
  public SiteSettings withAuthorities(List<Authority> other) {
    return changed(copy -> copy.authorities = other);
  }

  /** The same, which may share a connection with other sites, or may not. */
  public SiteSettings withCoalesce(boolean shared) {
    return changed(copy -> copy.coalesce = shared);
  }

  /** The same with pages found without their {@code .html}, or not. */
  public SiteSettings withCleanUrls(boolean clean) {
    return changed(copy -> copy.cleanUrls = clean);
  }

  /** The same with folders listed, or not. */
  public SiteSettings withListing(boolean listed) {
    return changed(copy -> copy.listing = listed);
  }

  /** The same as a single-page app of this file below the root. */
  public SiteSettings withSpa(String file) {
    return changed(copy -> copy.spa = Optional.of(file));
  }

  /** The same with the browsers of visitors asked how its pages loaded, or not. */
  public SiteSettings withBeacon(boolean asked) {
    return changed(copy -> copy.beacon = asked);
  }

  /** The same with browsers told of modules in another way. */
  public SiteSettings withFlatten(Flatten other) {
    return changed(copy -> copy.flatten = other);
  }

  /** The same with what documents need named by its content, or not. */
  public SiteSettings withFingerprint(boolean named) {
    return changed(copy -> copy.fingerprint = named);
  }

  /** The same with other headers. */
  public SiteSettings withRules(List<HeaderRule> other) {
    return changed(copy -> copy.rules = other);
  }

  /** The same with responses compressed against what clients have. */
  public SiteSettings withDictionaries(DictionarySettings used) {
    return changed(copy -> copy.dictionaries = Optional.of(used));
  }

  private SiteSettings changed(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.made();
  }

  /** What one of them may be set in before all of it is checked again. */
  private static final class Copy {
    private final SiteSettings from;
    private List<Authority> authorities;
    private boolean coalesce;
    private boolean cleanUrls;
    private boolean listing;
    private Optional<String> spa;
    private boolean beacon;
    private Flatten flatten;
    private boolean fingerprint;
    private List<HeaderRule> rules;
    private Optional<DictionarySettings> dictionaries;

    Copy(SiteSettings from) {
      this.from = from;
      authorities = from.authorities;
      coalesce = from.coalesce;
      cleanUrls = from.cleanUrls;
      listing = from.listing;
      spa = from.spa;
      beacon = from.beacon;
      flatten = from.flatten;
      fingerprint = from.fingerprint;
      rules = from.rules;
      dictionaries = from.dictionaries;
    }

    SiteSettings made() {
      return new SiteSettings(
          authorities,
          coalesce,
          from.root,
          from.index,
          cleanUrls,
          listing,
          spa,
          from.notFoundPage,
          from.errorPage,
          beacon,
          flatten,
          fingerprint,
          rules,
          from.priorities,
          dictionaries);
    }
  }

  /** Rejects a host that no client can ask TLS for (RFC 6066, section 3; RFC 1123, section 2.1). */
  static Authority requireServerName(Authority authority) {
    boolean named =
        authority.literal()
            || List.of(authority.host().split("\\.", -1)).stream()
                .noneMatch(l -> l.startsWith("-") || l.endsWith("-") || l.indexOf('_') >= 0);
    if (!named) {
      throw new IllegalArgumentException(
          "authorities: " + authority + " (expected: letters, digits and hyphens between them)");
    }
    return authority;
  }

  private static void requireBelow(String name, String file) {
    if (!below(file)) {
      throw new IllegalArgumentException(name + ": " + file + " (expected: " + BELOW + ")");
    }
  }

  /** Whether this names a file that could be served: no dot-file, for those are not. */
  static boolean below(String file) {
    if (file.startsWith(".well-known/")) {
      return below(file.substring(".well-known/".length()));
    }
    for (String segment : file.split("/", -1)) {
      if (segment.isEmpty() || segment.startsWith(".")) {
        return false;
      }
    }
    return file.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
  }

  /**
   * Response headers for the files that match a glob.
   *
   * @param match on the path of the file, which for a folder is that of its index
   * @param set names and values, in order; an empty value removes the header
   */
  public record HeaderRule(Glob match, Map<String, String> set) {
    /** The header whose value the server heeds itself. */
    private static final String PRIORITY = "Priority";

    /** What the server alone can know: another value would break the response or the caches. */
    private static final Set<String> OURS =
        Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "date",
            "etag",
            "keep-alive",
            "last-modified",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "vary");

    public HeaderRule {
      set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
      if (set.isEmpty()) {
        throw new IllegalArgumentException("set: nothing (expected: at least one header)");
      }
      set.forEach(HeaderRule::check);
    }

    /**
     * What this rule has to say of the {@code Priority} header: its value, which is empty where the
     * rule takes it away; null where it is about others.
     */
    public @Nullable String priority() {
      String last = null;
      for (Map.Entry<String, String> each : set.entrySet()) {
        last = each.getKey().equalsIgnoreCase(PRIORITY) ? each.getValue() : last;
      }
      return last;
    }

    /** The rule that says how long files may be reused. */
    public static HeaderRule cacheControl(Glob match, String directives) {
      return new HeaderRule(match, Map.of("Cache-Control", directives));
    }

    /** Rejects what is no field name (RFC 9110, section 5.1) or value (section 5.5). */
    static void check(String name, String value) {
      if (name.isEmpty() || !name.chars().allMatch(HeaderRule::inToken)) {
        throw new IllegalArgumentException(
            "header: " + printable(name) + " (expected: letters, digits, - and _)");
      }
      if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "header: " + name + " (expected: one that the server does not make itself)");
      }
      if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f) || !value.equals(value.strip())) {
        throw new IllegalArgumentException(
            name + ": " + printable(value) + " (expected: ASCII text without spaces around it)");
      }
      if (PRIORITY.equalsIgnoreCase(name)
          && !value.isEmpty()
          && Advice.ofResponse(value).isEmpty()) {
        throw new IllegalArgumentException(
            name + ": " + value + " (expected: u=0 to u=7, i or both, such as \"u=1, i\")");
      }
    }

    private static boolean inToken(int c) {
      return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    private static String printable(String text) {
      return text.replaceAll("[^ -~]", "?");
    }
  }

  /**
   * What is thought of the responses to some requests. What is given must hold, all of it.
   *
   * @param match on the path of the file, which for a folder is that of its index
   * @param destinations what the response is for, as {@code Sec-Fetch-Dest} says it; none for any
   */
  public record PriorityRule(
      Optional<Glob> match, Optional<MediaRange> type, List<String> destinations, Advice advice) {
    static final String DESTINATION = "a value of Sec-Fetch-Dest such as \"image\"";

    /** All that browsers say (the destinations of the Fetch standard). */
    private static final Set<String> DESTINATIONS =
        Set.of(
            ("audio audioworklet document embed empty fencedframe font frame iframe image json"
                    + " manifest object paintworklet report script serviceworker sharedworker"
                    + " speculationrules style text track video webidentity worker xslt")
                .split(" "));

    public PriorityRule {
      destinations = List.copyOf(destinations);
      if (match.isEmpty() && type.isEmpty() && destinations.isEmpty()) {
        throw new IllegalArgumentException(
            "priority: for everything (expected: match, type or destination)");
      }
      if (advice.urgency().isEmpty() && advice.incremental().isEmpty()) {
        throw new IllegalArgumentException(
            "priority: says nothing (expected: urgency or incremental)");
      }
    }

    /**
     * Whether path and type are right, whatever the destination.
     *
     * @param mediaType as in {@code Content-Type}
     */
    public boolean matches(String path, String mediaType) {
      return match.map(glob -> glob.matches(path)).orElse(true)
          && type.map(range -> range.contains(mediaType)).orElse(true);
    }

    /**
     * The text, when browsers say it.
     *
     * @throws IllegalArgumentException when none does, which names the text and what they say
     */
    public static String checkDestination(String text) {
      if (!DESTINATIONS.contains(text)) {
        throw new IllegalArgumentException(
            "destination: " + text + " (expected: " + DESTINATION + ")");
      }
      return text;
    }
  }
}

package dev.weft.http;

import dev.weft.asset.MediaType;
import dev.weft.config.SiteSettings.HeaderRule;
import dev.weft.config.SiteSettings.PriorityRule;
import dev.weft.priority.Advice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a site thinks of its responses: what is sensible for a kind of file, then its own rules, and
 * last what the {@code Priority} header that it sends with them says (RFC 9218, section 8).
 */
public final class PriorityPolicy {
  /** For each kind of file, shared by all files that no rule is about. */
  private static final Map<Kind, ForAsset> SENSIBLE =
      Arrays.stream(Kind.values())
          .collect(Collectors.toUnmodifiableMap(Function.identity(), Kind::sensible));

  private final List<PriorityRule> rules;
  private final List<HeaderRule> headers;

  PriorityPolicy(List<PriorityRule> rules, List<HeaderRule> headers) {
    this.rules = List.copyOf(rules);
    this.headers = headers.stream().filter(rule -> rule.priority() != null).toList();
  }

  /** A piece of advice, and where it comes from. */
  public sealed interface Reason {
    Advice advice();

    /**
     * Sensible for a kind of file.
     *
     * @param kind in words, such as "style sheets"
     */
    record BuiltIn(String kind, Advice advice) implements Reason {}

    /**
     * A rule of the site.
     *
     * @param number among its rules, from 0
     */
    record Rule(int number, Advice advice) implements Reason {}

    /** The {@code Priority} header that is sent. */
    record Header(Advice advice) implements Reason {}
  }

  /**
   * What holds for one path: found once, asked for every request. Where no rule looks at the
   * destination the answer is always the same list.
   */
  public static final class ForAsset {
    private final List<Candidate> candidates;
    private final @Nullable List<Advice> always;

    private ForAsset(List<Candidate> candidates) {
      this.candidates = List.copyOf(candidates);
      this.always =
          candidates.stream().allMatch(each -> each.destinations().isEmpty())
              ? candidates.stream().map(each -> each.reason().advice()).toList()
              : null;
    }

    /**
     * In order, for {@link Advice#decide}.
     *
     * @param destination the request's {@code Sec-Fetch-Dest}; null if it has none
     */
    public List<Advice> advice(@Nullable String destination) {
      return always == null ? reasons(destination).stream().map(Reason::advice).toList() : always;
    }

    /** The same with where it comes from. */
    public List<Reason> reasons(@Nullable String destination) {
      return candidates.stream()
          .filter(each -> each.holds(destination))
          .map(Candidate::reason)
          .toList();
    }
  }

  private record Candidate(Reason reason, List<String> destinations) {
    boolean holds(@Nullable String destination) {
      return destinations.isEmpty() || (destination != null && destinations.contains(destination));
    }
  }

  /**
   * What holds for a file.
   *
   * @param path of the file, which for a folder is that of its index
   */
  public ForAsset of(String path, MediaType type) {
    ForAsset sensible = Objects.requireNonNull(SENSIBLE.get(Kind.of(type)));
    List<Candidate> candidates = new ArrayList<>(sensible.candidates);
    for (int i = 0; i < rules.size(); i++) {
      PriorityRule rule = rules.get(i);
      if (rule.matches(path, type.value())) {
        candidates.add(new Candidate(new Reason.Rule(i, rule.advice()), rule.destinations()));
      }
    }
    header(path)
        .flatMap(Advice::ofResponse)
        .ifPresent(advice -> candidates.add(new Candidate(new Reason.Header(advice), List.of())));
    return candidates.size() == sensible.candidates.size() ? sensible : new ForAsset(candidates);
  }

  /** Of several rules the last stands; an empty value takes the header away. */
  private Optional<String> header(String path) {
    return headers.stream()
        .filter(rule -> rule.match().matches(path))
        .reduce((_, last) -> last)
        .map(HeaderRule::priority);
  }

  /** The kinds of files that pages are made of, in the order pages need them. */
  private enum Kind {
    PAGES("pages", 0, false, false),
    STYLES("style sheets", 1, false, true),
    SCRIPTS("scripts and JSON modules", 2, false, true),
    FONTS("fonts", 2, false, true),
    IMAGES("images", 4, true, false),
    MEDIA("audio and video", 5, true, false),
    OTHERS("everything else", 3, false, false);

    private final String name;
    private final int urgency;
    private final boolean incremental;
    private final boolean whole;

    /**
     * @param whole whether a part of it is of no use, whatever a client says: some mark everything
     *     incremental
     */
    Kind(String name, int urgency, boolean incremental, boolean whole) {
      this.name = name;
      this.urgency = urgency;
      this.incremental = incremental;
      this.whole = whole;
    }

    ForAsset sensible() {
      List<Candidate> candidates = new ArrayList<>();
      candidates.add(sensible(Optional.of(urgency), Optional.of(incremental), false));
      if (whole) {
        candidates.add(sensible(Optional.empty(), Optional.of(false), true));
      }
      return new ForAsset(candidates);
    }

    private Candidate sensible(
        Optional<Integer> urgency, Optional<Boolean> incremental, boolean override) {
      Advice advice = new Advice(urgency, incremental, override);
      return new Candidate(new Reason.BuiltIn(name, advice), List.of());
    }

    static Kind of(MediaType type) {
      String value = type.value();
      int parameters = value.indexOf(';');
      String bare = parameters < 0 ? value : value.substring(0, parameters);
      return switch (bare) {
        case "text/html", "application/xhtml+xml" -> PAGES;
        case "text/css" -> STYLES;
        case "text/javascript", "application/json", "application/importmap+json" -> SCRIPTS;
        case "application/vnd.ms-fontobject" -> FONTS;
        default ->
            switch (bare.substring(0, bare.indexOf('/'))) {
              case "font" -> FONTS;
              case "image" -> IMAGES;
              case "audio", "video" -> MEDIA;
              default -> OTHERS;
            };
      };
    }
  }
}

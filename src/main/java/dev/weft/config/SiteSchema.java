package dev.weft.config;

import dev.weft.config.SiteSettings.HeaderRule;
import dev.weft.config.SiteSettings.PriorityRule;
import dev.weft.origin.Authority;
import dev.weft.priority.Advice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.TomlPosition;

/** The keys of {@code [[site]]}, one a line, and what the sites of one file may not both claim. */
final class SiteSchema {
  private static final Kind<Glob> GLOB = Kind.checked("a glob such as \"*.html\"", Glob::parse);
  private static final Glob EVERYTHING = Glob.parse("**");
  private static final Kind<MediaRange> TYPE =
      Kind.checked("a media type such as \"image/*\"", MediaRange::parse);
  private static final Kind<String> DESTINATION =
      Kind.text(PriorityRule.DESTINATION, PriorityRule::checkDestination);
  private static final Kind<Integer> URGENCY = Kind.integer(new Range(0, 7));
  private static final Kind<Flatten> FLATTEN = Kind.oneOf(List.of(Flatten.values()));
  private static final Kind<String> PATTERN =
      Kind.text(DictionarySettings.PATTERN, DictionarySettings::requirePattern);
  private static final Kind<String> BELOW =
      Kind.text(SiteSettings.BELOW, file -> accepted(file, SiteSettings.below(file)));
  private static final Kind<String> NAME =
      Kind.text(
          "a file name", file -> accepted(file, SiteSettings.below(file) && file.indexOf('/') < 0));

  private final Path base;
  private final Set<Authority> claimed = new HashSet<>();
  private boolean everythingElse;

  /** The sites of a file in this folder. */
  SiteSchema(Path base) {
    this.base = base;
  }

  SiteSettings read(Section s) {
    return new SiteSettings(
        authorities(s),
        s.get("coalesce", Kind.FLAG, true),
        s.require("root", Kind.path(base).then(SiteSchema::folder), base),
        s.list("index", NAME, SiteSettings.DEFAULT_INDEX),
        s.get("clean-urls", Kind.FLAG, false),
        s.get("listing", Kind.FLAG, false),
        s.find("spa", BELOW),
        s.get("not-found-page", BELOW, SiteSettings.DEFAULT_NOT_FOUND),
        s.get("error-page", BELOW, SiteSettings.DEFAULT_ERROR),
        s.get("beacon", Kind.FLAG, false),
        s.get("flatten", FLATTEN, SiteSettings.DEFAULT_FLATTEN),
        s.get("fingerprint", Kind.FLAG, false),
        rules(s),
        s.sections("priority", SiteSchema::priority),
        s.section("dictionaries", SiteSchema::dictionaries));
  }

  private List<Authority> authorities(Section s) {
    Kind<Authority> authority = Kind.text("host or host:port", Authority::parse).then(this::claim);
    List<Authority> authorities = s.list("authorities", authority, List.of());
    if (!s.has("authorities")) {
      if (everythingElse) {
        s.problem("authorities: missing (expected: from all sites but one)");
      }
      everythingElse = true;
    }
    return authorities;
  }

  private Authority claim(Authority authority) {
    if (!claimed.add(authority)) {
      throw new IllegalArgumentException(
          "authorities: " + authority + " (expected: in one site alone)");
    }
    return SiteSettings.requireServerName(authority);
  }

  /** Both sorts of rules, in the order of the file. */
  private static List<HeaderRule> rules(Section s) {
    record Placed(TomlPosition position, HeaderRule rule) {}
    List<Placed> rules = new ArrayList<>();
    rules.addAll(s.sections("headers", rule -> new Placed(rule.position(), headers(rule))));
    rules.addAll(s.sections("cache", rule -> new Placed(rule.position(), cache(rule))));
    rules.sort(
        Comparator.comparingInt((Placed placed) -> placed.position().line())
            .thenComparingInt(placed -> placed.position().column()));
    return rules.stream().map(Placed::rule).toList();
  }

  private static HeaderRule headers(Section s) {
    Glob match = s.require("match", GLOB, EVERYTHING);
    Map<String, String> set = s.strings("set", HeaderRule::check);
    return new HeaderRule(match, set);
  }

  private static HeaderRule cache(Section s) {
    Kind<String> directives =
        Kind.checked(
            "a string such as \"no-cache\"",
            text -> {
              HeaderRule.check("Cache-Control", text);
              return text;
            });
    return HeaderRule.cacheControl(
        s.require("match", GLOB, EVERYTHING), s.require("control", directives, ""));
  }

  private static PriorityRule priority(Section s) {
    return new PriorityRule(
        s.find("match", GLOB),
        s.find("type", TYPE),
        s.list("destination", DESTINATION, List.of()),
        new Advice(
            s.find("urgency", URGENCY),
            s.find("incremental", Kind.FLAG),
            s.get("override", Kind.FLAG, false)));
  }

  private static DictionarySettings dictionaries(Section s) {
    return new DictionarySettings(
        s.get("previous", Kind.FLAG, false),
        s.find("file", BELOW),
        s.get("match", PATTERN, DictionarySettings.EVERYTHING),
        s.get("memory", Kind.size(DictionarySettings.MEMORY), DictionarySettings.DEFAULT_MEMORY));
  }

  private static Path folder(Path root) {
    if (!Files.isDirectory(root)) {
      String found = Files.exists(root) ? "a file" : "missing";
      throw new IllegalArgumentException(
          "root: " + root + " is " + found + " (expected: a folder)");
    }
    if (!Files.isReadable(root)) {
      throw new IllegalArgumentException(
          "root: " + root + " (expected: a folder that can be read)");
    }
    return root;
  }

  private static String accepted(String text, boolean acceptable) {
    if (!acceptable) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}

package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.asset.MediaType;
import dev.weft.config.Glob;
import dev.weft.config.SiteSettings.HeaderRule;
import dev.weft.config.SiteSettings.PriorityRule;
import dev.weft.http.PriorityPolicy.Reason;
import dev.weft.priority.Advice;
import dev.weft.priority.Priority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorityPolicyTest {
  private static final Advice LAST = new Advice(Optional.of(7), Optional.empty(), true);
  private static final Advice FIRST = new Advice(Optional.of(0), Optional.empty(), true);

  /** For a client that says nothing, and for one that says u=1, i. */
  @ParameterizedTest
  @CsvSource({
    "/index.html, 0, false, true",
    "/a.xhtml, 0, false, true",
    "/a.css, 1, false, false",
    "/a.js, 2, false, false",
    "/a.mjs, 2, false, false",
    "/a.json, 2, false, false",
    "/a.importmap, 2, false, false",
    "/a.woff2, 2, false, false",
    "/a.eot, 2, false, false",
    "/a.png, 4, true, true",
    "/a.svg, 4, true, true",
    "/a.mp4, 5, true, true",
    "/a.mp3, 5, true, true",
    "/a.wasm, 3, false, true",
    "/a.txt, 3, false, true",
    "/unknown, 3, false, true",
  })
  void kindOfFileSaysWhatIsSensible(
      String path, int urgency, boolean incremental, boolean mayBeIncremental) {
    var advice = on(path).advice(null);
    assertEquals(
        new Priority(urgency, incremental), Advice.decide(Priority.DEFAULT, false, advice));
    assertEquals(
        new Priority(1, mayBeIncremental), Advice.decide(new Priority(1, true), true, advice));
  }

  @Test
  void everythingThatIsGivenMustMatch() {
    var rule =
        new PriorityRule(
            Optional.of(Glob.parse("/img/**")), Optional.empty(), List.of("image", "empty"), LAST);
    assertEquals(List.of(), rules(on("/img/a.png", rule), null));
    assertEquals(List.of(), rules(on("/img/a.png", rule), "script"));
    assertEquals(List.of(), rules(on("/a.png", rule), "image"));
    assertEquals(List.of(new Reason.Rule(0, LAST)), rules(on("/img/a.png", rule), "image"));
    assertEquals(List.of(new Reason.Rule(0, LAST)), rules(on("/img/a.png", rule), "empty"));
  }

  @Test
  void rulesComeInTheirOrderAndAfterWhatIsSensible() {
    var reasons = on("/a.css", match("*.js", FIRST), match("*", FIRST), match("*.css", LAST));
    assertEquals(
        List.of(new Reason.Rule(1, FIRST), new Reason.Rule(2, LAST)), rules(reasons, null));
    assertEquals(
        new Priority(7, false), Advice.decide(new Priority(1, true), true, reasons.advice(null)));
    assertEquals(4, reasons.reasons(null).size());
  }

  @Test
  void whatNoDestinationChangesIsMadeOnce() {
    var asset = on("/a.css", match("*.css", LAST));
    assertSame(asset.advice(null), asset.advice("style"));
    assertSame(on("/a.css"), on("/b.css", match("*.js", LAST)));
  }

  /** On a style sheet, for a client that says u=5, i, and a rule that says u=7 whatever it says. */
  @ParameterizedTest
  @CsvSource({
    "'u=1', u=1",
    "'u=1, i', 'u=1, i'",
    "'i', 'u=7, i'",
    "'i=?0', u=7",
    "'', u=7",
    "'u=1, x=2', u=1",
  })
  void headerThatIsSentCountsLastForWhatItSays(String field, String decided) {
    var policy =
        new PriorityPolicy(
            List.of(match("*.css", LAST)),
            List.of(
                new HeaderRule(Glob.parse("*"), Map.of("Priority", "u=0")),
                new HeaderRule(Glob.parse("*.css"), Map.of("priority", field)),
                new HeaderRule(Glob.parse("*"), Map.of("X-Frame-Options", "DENY"))));
    var advice = policy.of("/a.css", MediaType.of("/a.css")).advice(null);
    assertEquals(decided, Advice.decide(new Priority(5, true), true, advice).toString());
  }

  private static PriorityRule match(String glob, Advice advice) {
    return new PriorityRule(Optional.of(Glob.parse(glob)), Optional.empty(), List.of(), advice);
  }

  private static PriorityPolicy.ForAsset on(String path, PriorityRule... rules) {
    return new PriorityPolicy(List.of(rules), List.of()).of(path, MediaType.of(path));
  }

  private static List<Reason> rules(PriorityPolicy.ForAsset asset, @Nullable String destination) {
    return asset.reasons(destination).stream().filter(Reason.Rule.class::isInstance).toList();
  }
}

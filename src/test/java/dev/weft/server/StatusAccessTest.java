package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weft.config.Configuration.Status;
import dev.weft.origin.Authority;
import dev.weft.origin.Cover;
import dev.weft.origin.Handshake;
import dev.weft.server.StatusAccess.Answer;
import dev.weft.server.StatusAccess.Asker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may look, and who is not even told that there is something to see. */
final class StatusAccessTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final Cover COVER =
      Cover.of(
          List.of(
              "localhost", "127.0.0.1", "127.9.9.9", "::1", "www.test", "status.test", "*.test"));

  private static final Status OWN_NAME =
      new Status(true, Optional.of(Authority.parse("status.test:8443")), Optional.empty(), false);

  private static Status token(Optional<Authority> authority) {
    return new Status(true, authority, Optional.of(TOKEN), false);
  }

  private static Answer answer(Status status, Asker asker) {
    return new StatusAccess(status).answer(asker);
  }

  /**
   * @param sni what TLS was asked for; - for nothing, at the address that is asked for if it is one
   * @param how what is out of the ordinary: remote, proxy, foreign, or a token
   */
  private static Asker asker(String sni, String authority, String how) {
    List<String> words = Arrays.asList(how.split(" ", -1));
    String credentials = null;
    if (words.contains("bearer")) {
      credentials = "bearer " + TOKEN;
    } else if (words.contains("basic")) {
      credentials = "Basic " + base64("anybody:" + TOKEN);
    } else if (words.contains("wrong")) {
      credentials = "Bearer " + TOKEN + "0";
    }
    Authority asked = Authority.parse(authority);
    String address = asked.literal() ? asked.host() : "127.0.0.1";
    return new Asker(
        asked,
        new Handshake(COVER, sni.equals("-") ? address : sni),
        !words.contains("remote"),
        words.contains("proxy"),
        words.contains("foreign"),
        credentials);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost:8443,   '',      SHOWN",
    "-,         127.0.0.1:8443,   '',      SHOWN",
    "-,         127.9.9.9,        '',      SHOWN",
    "-,         [::1]:8443,       '',      SHOWN",
    // Who asks from elsewhere, whatever they say.
    "localhost, localhost:8443,   remote,  HIDDEN",
    "-,         127.0.0.1:8443,   remote,  HIDDEN",
    "localhost, localhost:8443,   remote bearer, HIDDEN",
    // Names that somebody else lets point here, and those of sites.
    "www.test,  www.test:8443,    '',      HIDDEN",
    "evil.test, evil.test:8443,   '',      HIDDEN",
    "evil.example, evil.example,  '',      HIDDEN",
    "localhost, localhost.evil.test, '',   HIDDEN",
    "localhost, 128.0.0.1,        '',      HIDDEN",
    // A proxy that says so; one that asks for localhost and names it in TLS to nobody, or another.
    "localhost, localhost:8443,   proxy,   HIDDEN",
    "-,         127.0.0.1:8443,   proxy,   HIDDEN",
    "-,         localhost:8443,   '',      HIDDEN",
    "www.test,  localhost:8443,   '',      HIDDEN",
    "www.test,  127.0.0.1:8443,   '',      HIDDEN",
    // A page of another origin.
    "localhost, localhost:8443,   foreign, HIDDEN",
  })
  void withoutSettingsItIsForThisMachine(String sni, String authority, String how, Answer answer) {
    assertEquals(answer, answer(Status.DEFAULT, asker(sni, authority, how)));
  }

  @ParameterizedTest
  @CsvSource({
    "status.test, status.test:8443, '',      SHOWN",
    "www.test,    status.test:8443, '',      SHOWN", // coalesced
    "localhost,   localhost:8443,   '',      SHOWN",
    "status.test, status.test:8444, '',      HIDDEN",
    "status.test, status.test:8443, remote,  HIDDEN",
    "status.test, status.test:8443, proxy,   HIDDEN",
    "status.test, status.test:8443, foreign, HIDDEN",
    "www.test,    www.test:8443,    '',      HIDDEN",
  })
  void nameOfItsOwnOpensNothingToOthers(String sni, String authority, String how, Answer answer) {
    assertEquals(answer, answer(OWN_NAME, asker(sni, authority, how)));
  }

  @ParameterizedTest
  @CsvSource({
    "www.test,    www.test:8443,    remote bearer,       SHOWN",
    "www.test,    www.test:8443,    remote basic,        SHOWN",
    "www.test,    www.test:8443,    remote proxy bearer, SHOWN",
    "localhost,   localhost:8443,   bearer,              SHOWN",
    "www.test,    www.test:8443,    remote,              HIDDEN",
    "www.test,    www.test:8443,    remote wrong,        HIDDEN",
    "localhost,   localhost:8443,   remote,              HIDDEN",
    "www.test,    www.test:8443,    remote foreign bearer, HIDDEN",
    "evil.example, evil.example,    remote bearer,       HIDDEN",
    // Who may have a token is asked for it.
    "localhost,   localhost:8443,   '',                  CHALLENGED",
    "localhost,   localhost:8443,   wrong,               CHALLENGED",
    "status.test, status.test:8443, remote,              CHALLENGED",
    "status.test, status.test:8443, remote wrong,        CHALLENGED",
    "status.test, status.test:8443, remote basic,        SHOWN",
  })
  void withTokenItIsForThoseWhoKnowIt(String sni, String authority, String how, Answer answer) {
    assertEquals(answer, answer(token(OWN_NAME.authority()), asker(sni, authority, how)));
  }

  @Test
  void whatIsOffIsHiddenFromEverybody() {
    var off = new Status(false, Optional.empty(), Optional.of(TOKEN), true);
    assertEquals(Answer.HIDDEN, answer(off, asker("localhost", "localhost", "bearer")));
    assertEquals(
        Answer.HIDDEN, new StatusAccess(off).health(asker("localhost", "localhost", "bearer")));
  }

  @ParameterizedTest
  @CsvSource({
    "www.test,     www.test:8443,  remote proxy, SHOWN",
    "evil.example, evil.example,   remote,       HIDDEN",
  })
  void openHealthIsForEverybody(String sni, String authority, String how, Answer answer) {
    var open = new Status(true, Optional.empty(), Optional.empty(), true);
    assertEquals(answer, new StatusAccess(open).health(asker(sni, authority, how)));
    assertEquals(Answer.HIDDEN, answer(open, asker(sni, authority, how)));
  }

  @Test
  void tokenIsInNoText() {
    assertFalse(token(Optional.empty()).toString().contains(TOKEN));
  }
}

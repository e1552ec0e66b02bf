package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says it has, and whether it may be used. */
final class AvailableDictionaryTest {
  private static final String HASH = "pZGm1Av0IEBKARczz7exkNYsZb8LzaMrV7J32a2fFG4=";

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":" + HASH + ":",
        "  :" + HASH + ": ",
        ":" + HASH + ":;a=1",
        // Bits that say nothing are ignored (RFC 9651, section 4.2.7).
        ":pZGm1Av0IEBKARczz7exkNYsZb8LzaMrV7J32a2fFG5=:"
      })
  void hashIsRead(String field) {
    assertEquals(
        new AvailableDictionary(HASH, null, null), AvailableDictionary.parse(field, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "::",
        HASH,
        "\"" + HASH + "\"",
        ":" + HASH,
        HASH + ":",
        ":" + HASH + ":x",
        ":" + HASH + ":, :" + HASH + ":",
        ":pZGm1Av0IEBKARczz7exkNYsZb8LzaMrV7J32a2f:", // 30 bytes
        ":pZGm1Av0IEBKARczz7exkNYsZb8LzaMrV7J32a2fFG4A:", // 33 bytes
        ":pZGm1Av0IEBKARczz7exkNYsZb8LzaMrV7J32a2f-G4=:",
        ":pZGm1Av0IEBKARczz7exkNYsZb8L aMrV7J32a2fFG4=:",
        ":pZGm1Av0IEBKARczz7exkNYsZb8L\u00e9aMrV7J32a2fFG4=:"
      })
  void anythingElseIsNone(String field) {
    assertEquals(null, AvailableDictionary.parse(field, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // site, mode, Origin, Access-Control-Allow-Origin
        "-, -, -, -, true",
        "same-origin, no-cors, -, -, true",
        "same-origin, cors, https://a.test, -, true",
        "cross-site, navigate, -, -, true",
        "none, navigate, -, -, true",
        "cross-site, no-cors, -, *, false",
        "same-site, no-cors, -, -, false",
        "cross-site, websocket, -, -, false",
        "cross-site, cors, https://a.test, -, false",
        "cross-site, cors, -, *, false",
        "cross-site, cors, https://a.test, *, true",
        "cross-site, cors, https://a.test, https://a.test, true",
        "cross-site, cors, https://a.test, https://b.test, false",
        "-, cors, https://a.test, *, true"
      })
  void lengthTellsOnlyWhoMayRead(
      @Nullable String site,
      @Nullable String mode,
      @Nullable String origin,
      @Nullable String allowed,
      boolean readable) {
    assertEquals(
        readable, new AvailableDictionary(HASH, site, origin).readable(mode, () -> allowed));
  }
}

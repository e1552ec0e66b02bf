package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.origin.Authority;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptPolicyTest {
  private static final List<Authority> AT = List.of(Authority.parse("a.test"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                        | true",
        "img-src 'none'                                            | true",
        "script-src 'self'                                         | true",
        "SCRIPT-SRC 'SELF'                                         | true",
        "default-src 'self'                                        | true",
        "default-src 'none'                                        | false",
        "default-src                                               | false",
        "default-src 'none'; script-src 'self'                     | true",
        "default-src 'self'; script-src 'none'                     | false",
        "script-src 'none'; script-src-elem 'self'                 | true",
        "script-src 'self'; script-src 'none'                      | true",
        "script-src 'self'; script-src-elem 'none'                 | false",
        "script-src-attr 'none'                                    | true",
        "script-src 'self', script-src 'none'                      | false",
        "script-src *                                              | true",
        "script-src https:                                         | true",
        "script-src data: blob:                                    | false",
        "script-src 'unsafe-inline'                                | false",
        "script-src 'nonce-abc'                                    | false",
        "script-src 'nonce-abc' 'self'                             | true",
        "script-src 'sha256-abc='                                  | false",
        "script-src 'self' 'strict-dynamic' 'nonce-abc'            | false",
        "script-src a.test                                         | true",
        "script-src https://a.test                                 | true",
        "script-src https://a.test/js/                             | true",
        "script-src https://a.test/js/app.js                       | true",
        "script-src https://a.test/css/                            | false",
        "script-src https://a.test/js                              | false",
        "script-src https://a.test:8443                            | false",
        "script-src a.test:*                                       | true",
        "script-src *.test                                         | true",
        "script-src *.a.test                                       | false",
        "script-src b.test                                         | false",
        "script-src https://b.test 'self'                          | true",
        "require-trusted-types-for 'script'                        | true",
      })
  void moduleOfThePagesOwnOrigin(String policy, boolean allowed) {
    assertEquals(allowed, ScriptPolicy.of(List.of(policy)).allows("/js/app.js", AT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "img-src 'none'                                                       | true",
        "script-src 'self'                                                    | false",
        "script-src *                                                         | false",
        "script-src 'unsafe-inline'                                           | true",
        "script-src 'unsafe-inline', default-src 'self'                       | false",
        "script-src 'unsafe-inline'; script-src-elem 'self'                   | false",
        "script-src 'UNSAFE-INLINE' 'self'                                    | true",
        "script-src 'unsafe-inline' 'nonce-abc'                               | false",
        "script-src 'unsafe-inline' 'sha384-abc='                             | false",
        "script-src 'unsafe-inline' 'strict-dynamic'                          | false",
        "script-src 'sha256-abc='                                             | true",
        "script-src 'sha256-abcd='                                            | false",
        "script-src 'nonce-abc' 'strict-dynamic' 'sha256-abc='                | true",
      })
  void scriptInTheDocument(String policy, boolean allowed) {
    assertEquals(allowed, ScriptPolicy.of(List.of(policy)).allowsInline("'sha256-abc='"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                | true",
        "script-src-attr 'none'                            | true",
        "default-src 'self' 'unsafe-inline'                | true",
        "default-src 'self'; script-src 'unsafe-inline'    | true",
        "script-src 'self'; script-src-elem 'unsafe-inline'| true",
        "default-src 'self'                                | false",
        "script-src-elem 'self'                            | false",
        "script-src 'nonce-abc'                            | false",
        "script-src 'sha256-abc='                          | false",
        "script-src 'unsafe-inline' 'nonce-abc'            | false",
        "script-src 'unsafe-inline' 'sha512-abc='          | false",
        "script-src 'unsafe-inline' 'strict-dynamic'       | false",
        "script-src 'unsafe-inline', default-src 'self'    | false",
      })
  void scriptThatNoPolicyCanKnow(String policy, boolean allowed) {
    assertEquals(allowed, ScriptPolicy.of(List.of(policy)).allowsInline());
  }

  @Test
  void everyPolicyHasToAllowIt() {
    var both = List.of("script-src 'self'", "script-src 'none'");
    assertEquals(false, ScriptPolicy.of(both).allows("/js/app.js", AT));
  }

  @Test
  void hostCountsOnlyWhereThePageHasNoOther() {
    var policy = ScriptPolicy.of(List.of("script-src a.test"));
    var two = List.of(Authority.parse("a.test"), Authority.parse("b.test"));
    assertEquals(false, policy.allows("/js/app.js", two));
    assertEquals(false, policy.allows("/js/app.js", List.of()));
  }
}

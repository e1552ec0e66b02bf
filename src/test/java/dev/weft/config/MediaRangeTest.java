package dev.weft.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaRangeTest {
  @ParameterizedTest
  @CsvSource({
    "text/css, text/css; charset=utf-8, true",
    "Text/CSS, text/css, true",
    "text/css, text/html, false",
    "text/css, text/css2, false",
    "image/*, image/svg+xml; charset=utf-8, true",
    "image/*, image/png, true",
    "image/*, application/image, false",
    "image/svg+xml, image/svg, false",
  })
  void typeIsMeantWithoutItsParameters(String range, String type, boolean meant) {
    assertEquals(meant, MediaRange.parse(range).contains(type));
  }
}

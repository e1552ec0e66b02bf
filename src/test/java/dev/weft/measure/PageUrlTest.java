package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class PageUrlTest {
  @Test
  void schemeIsInLowerCase() {
    assertEquals(URI.create("https://A.test/B"), PageUrl.canonical(URI.create("HTTPS://A.test/B")));
  }

  @Test
  void passwordIsNotRepeated() {
    URI url = URI.create("https://me:secret@a.test/");
    assertEquals(
        "url: https://a.test/ with a user (expected: https://host/...)",
        assertThrows(IllegalArgumentException.class, () -> PageUrl.canonical(url)).getMessage());
  }
}

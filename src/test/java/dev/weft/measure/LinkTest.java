package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10mbit,2mbit,50ms | 10mbit,2mbit,50ms",
        "1.5Mbit,500kbit,0ms | 1500.0kbit,500.0kbit,0ms",
        "1gbit,1gbit,1ms | 1000mbit,1000mbit,1ms",
        "Slow-4G | 1600.0kbit,750.0kbit,150ms",
      })
  void isReadAndWritten(String text, String written) {
    Link link = Link.parse(text);
    assertEquals(written, link.toString());
    assertEquals(link, Link.parse(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5g",
        "10mbit",
        "10,2,50",
        "10mbit,2mbit,50",
        "10mbit,2mbit,50ms,1%",
        "1kbit,2mbit,50ms",
        "99gbit,2mbit,50ms",
        "10mbit,2mbit,99999ms",
        "-1mbit,2mbit,5ms",
      })
  void isRefusedWithOneLine(String text) {
    var e = assertThrows(IllegalArgumentException.class, () -> Link.parse(text));
    assertEquals(1, String.valueOf(e.getMessage()).lines().count());
  }
}

package dev.weft.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0 B, 0",
    "1B, 1",
    "64 KiB, 65536",
    "256 MiB, 268435456",
    "1  GiB, 1073741824",
    "8589934591 GiB," + " 9223372035781033984",
  })
  void sizeIsReadInBytes(String text, long bytes) {
    assertEquals(OptionalLong.of(bytes), Quantity.BYTES.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"0 s, 0", "30 s, 30", "5 min, 300", "1 h, 3600", "365 d, 31536000", "90s, 90"})
  void timeIsReadInSeconds(String text, long seconds) {
    assertEquals(OptionalLong.of(seconds), Quantity.SECONDS.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "B",
        "1 kb",
        "1 KB",
        "1 kib",
        "1.5 KiB",
        "-1 B",
        "+1 B",
        " 1 B",
        "1 B ",
        "1\tB",
        "1 B 1 B",
        "8589934592 GiB",
        "9999999999999999999 B",
        "\u0661 B",
        "1 s",
        "0x10 B",
        "1e3 B",
      })
  void whatIsNoSizeIsRefused(String text) {
    assertEquals(OptionalLong.empty(), Quantity.BYTES.parse(text));
  }

  @Test
  void whatIsFormattedIsReadAgain() {
    var seed = 20261123L;
    var random = new Random(seed);
    for (var quantity : List.of(Quantity.BYTES, Quantity.SECONDS)) {
      for (int i = 0; i < 5000; i++) {
        long amount = random.nextLong(1_000_000_000_000_000_000L) >>> random.nextInt(60);
        var text = quantity.format(amount);
        assertEquals(OptionalLong.of(amount), quantity.parse(text), () -> text + ", seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1 KiB", "1536, 1536 B", "1048576, 1 MiB"})
  void sizeIsFormattedInTheLargestUnitThatDividesIt(long bytes, String text) {
    assertEquals(text, Quantity.BYTES.format(bytes));
  }

  @Test
  void largestNumberIsRead() {
    assertTrue(Quantity.BYTES.parse("999999999999999999 B").isPresent());
  }
}

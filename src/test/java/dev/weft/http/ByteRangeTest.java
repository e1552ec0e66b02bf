package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of a representation of 100 bytes, written "first+length". */
class ByteRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-0 | 0+1",
        "bytes=0-49 | 0+50",
        "bytes=50- | 50+50",
        "bytes=0- | 0+100",
        "bytes=99-99 | 99+1",
        "bytes=99-1000 | 99+1",
        "bytes=-1 | 99+1",
        "bytes=-100 | 0+100",
        "bytes=-1000 | 0+100",
        "Bytes=0-0 | 0+1",
        "BYTES = 0-0 | 0+1",
        "bytes= 0-0 | 0+1",
        "bytes=0-0,-1 | 0+1 99+1",
        "bytes=0-0, 10-19 ,50-59 | 0+1 10+10 50+10",
        "bytes=50-59,0-9 | 50+10 0+10",
        "bytes=,0-0, | 0+1",
        "bytes=0-9,100- | 0+10",
        "bytes=00000000000000000000000-0000000000000000000000009 | 0+10",
        "bytes=0-99999999999999999999999999 | 0+100",
      })
  void satisfiableRanges(String header, String expected) {
    assertEquals(expected, text(parsed(header)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=100-",
        "bytes=100-200",
        "bytes=-0",
        "bytes=1000-,2000-",
        "bytes=99999999999999999999999999-",
      })
  void nothingToSatisfyIs416(String header) {
    assertEquals(List.of(), ByteRange.parse(header, 100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=a-b",
        "bytes=1-0",
        "bytes=0",
        "bytes=--1",
        "bytes=0-1-2",
        "bytes=0-x",
        "bytes=+0-1",
        "bytes=0 -1 0",
        "items=0-1",
        "byte=0-1",
        "0-1",
        "=0-1",
        "bytes:0-1",
        "bytes=0-1;",
        "bytes=٠-٩",
      })
  void whatIsNoRangeOfBytesIsIgnored(String header) {
    assertNull(ByteRange.parse(header, 100));
  }

  @Test
  void rangesThatAreLongerTogetherThanTheWholeAreIgnored() {
    assertNull(ByteRange.parse("bytes=0-,0-", 100));
    assertNull(ByteRange.parse("bytes=0-60,40-99", 100));
    assertEquals("0+50 50+50", text(parsed("bytes=0-49,50-99")));
  }

  @Test
  void moreRangesThanAnybodyNeedsAreIgnored() {
    assertEquals(16, parsed(many(16)).size());
    assertNull(ByteRange.parse(many(17), 100));
  }

  @Test
  void anEmptyRepresentationHasNoRanges() {
    assertEquals(List.of(), ByteRange.parse("bytes=0-", 0));
    assertEquals(List.of(), ByteRange.parse("bytes=-5", 0));
  }

  private static List<ByteRange> parsed(String header) {
    return Objects.requireNonNull(ByteRange.parse(header, 100), header);
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i + "-" + i)
        .collect(Collectors.joining(",", "bytes=", ""));
  }

  private static String text(List<ByteRange> ranges) {
    return ranges.stream()
        .map(range -> range.first() + "+" + range.length())
        .collect(Collectors.joining(" "));
  }
}

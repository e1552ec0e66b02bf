package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be sent again, and what not. */
final class LossTest {
  private static final int NO_GOAWAY = Integer.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({
    "GET,  7, true", // REFUSED_STREAM
    "POST, 7, true",
    "GET,  2, false", // INTERNAL_ERROR
    "GET,  8, false", // CANCEL
    "POST, 2, false",
    "GET, 99, false",
  })
  void onlyARefusedStreamWasNotProcessed(String method, int error, boolean again) {
    assertEquals(again, Loss.ofReset(error).repeatable(new Request(method, "/")));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  5, 3, true",
    "POST, 5, 3, true",
    "POST, 3, 3, false",
    "GET,  3, 3, true",
    "PUT,  3, 3, true",
    "POST, 3, " + NO_GOAWAY + ", false",
    "GET,  3, " + NO_GOAWAY + ", true",
  })
  void connectionThatEndsLeavesWhatIsAboveItsLastStream(
      String method, int stream, int last, boolean again) {
    assertEquals(
        again, Loss.ofConnection(stream, last, "gone").repeatable(new Request(method, "/")));
  }
}

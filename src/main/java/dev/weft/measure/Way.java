package dev.weft.measure;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** How a protocol client carries the files of a page. */
public enum Way {
  /** HTTP/1.1 over as many connections as browsers open to a host. */
  HTTP_1_1("h1") {
    @Override
    Client client(Destination destination, Tally tally) {
      return new Http1Client(destination, tally, CONNECTIONS_OF_HTTP1, 1);
    }
  },
  /** HTTP/1.1 over one connection on which requests do not wait for responses. */
  PIPELINED("pipelined") {
    @Override
    Client client(Destination destination, Tally tally) {
      return new Http1Client(destination, tally, 1, MultiplexedConnection.STREAMS_BEFORE_SETTINGS);
    }
  },
  /** HTTP/2 over one connection. */
  HTTP_2("h2") {
    @Override
    Client client(Destination destination, Tally tally) throws IOException {
      return Http2Client.start(destination, tally);
    }
  };

  /** What browsers open to one host. */
  static final int CONNECTIONS_OF_HTTP1 = 6;

  private final String word;

  Way(String word) {
    this.word = word;
  }

  abstract Client client(Destination destination, Tally tally) throws IOException;

  /** As people and programs call it. */
  public String word() {
    return word;
  }

  /**
   * The ways of these words.
   *
   * @throws IllegalArgumentException when one means none
   */
  public static List<Way> parse(List<String> words) {
    return words.stream().map(Way::parse).toList();
  }

  private static Way parse(String word) {
    return Stream.of(values())
        .filter(way -> way.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "over: "
                        + word
                        + " (expected: "
                        + String.join(", ", Stream.of(values()).map(Way::word).toList())
                        + ")"));
  }
}

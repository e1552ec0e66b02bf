package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Chromium writes about its network is read as far as it is understood. */
final class NetLogTest {
  @TempDir private Path folder;

  /** Two requests on one session, a third one on a socket; a line of no use; the end is missing. */
  private static final String LOG =
      """
      {"constants":{"logEventTypes":{"URL_REQUEST_START_JOB":1,"HTTP_STREAM_REQUEST_BOUND_TO_JOB":2,\
      "HTTP2_SESSION_POOL_FOUND_EXISTING_SESSION":3,"SOCKET_POOL_BOUND_TO_SOCKET":4,\
      "HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS":5,"HTTP_TRANSACTION_SEND_REQUEST_HEADERS":6}}},
      "events": [
      {"phase":1,"source":{"id":9,"type":1},"type":77},
      {"params":{"method":"GET","url":"https://a/1"},"source":{"id":10},"type":1},
      {"params":{"source_dependency":{"id":11}},"source":{"id":10},"type":2},
      {"params":{"source_dependency":{"id":99}},"source":{"id":11},"type":3},
      {"params":{"headers":[":path: /1","priority: u=1, i"]},"source":{"id":10},"type":5},
      {"params":{"method":"POST","url":"https://a/2"},"source":{"id":20},"type":1},
      {"params":{"source_dependency":{"id":21}},"source":{"id":20},"type":2},
      {"params":{"source_dependency":{"id":99}},"source":{"id":21},"type":3},
      {"params":{"headers":[":path: /2"]},"source":{"id":20},"type":5},
      {"params":{"method":"GET","url":"https://b/3"},"source":{"id":30},"type":1},
      {"params":{"source_dependency":{"id":31}},"source":{"id":30},"type":2},
      {"params":{"source_dependency":{"id":98}},"source":{"id":31},"type":4},
      {"params":{"headers":["Host: b"],"line":"GET /3"},"source":{"id":30},"type":6},
      """;

  @Test
  void requestsHaveTheirPriorityAndConnection() throws Exception {
    assertEquals(
        List.of(
            new Sent("https://a/1", "GET", "u=1, i", 1),
            new Sent("https://a/2", "POST", "", 1),
            new Sent("https://b/3", "GET", "", 2)),
        NetLog.read(Files.writeString(folder.resolve("log"), LOG)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{\"constants\":{}},\n", "[]\n{}", "{\"constants\": 1}"})
  void whatIsNoLogTellsNothing(String text) throws Exception {
    assertEquals(List.of(), NetLog.read(Files.writeString(folder.resolve("log"), text)));
    assertEquals(List.of(), NetLog.read(folder.resolve("missing")));
  }
}

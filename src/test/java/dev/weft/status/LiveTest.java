package dev.weft.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.status.Live.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of connections is bounded, and is nothing where nobody looks. */
class LiveTest {
  private final Live live = new Live();

  private Trace connection() {
    var trace = live.trace(null);
    trace.open();
    return trace;
  }

  private Watch watch() {
    var watch = live.watch();
    assertNotNull(watch);
    return watch;
  }

  private static void request(Trace trace, int stream, String host) {
    trace.requested(stream, "GET", host, "/", 3, false);
    trace.queued(stream);
    trace.left(stream, true, 100, true);
    trace.closed(stream);
  }

  @Test
  void traceIsOnWhileSomebodyLooks() {
    var trace = connection();
    assertFalse(trace.on());
    var one = watch();
    var two = watch();
    assertTrue(trace.on());
    one.close();
    assertTrue(trace.on());
    two.close();
    assertFalse(trace.on());
  }

  @Test
  void nothingIsKeptWhenTheLastOneGoes() {
    var trace = connection();
    try (var _ = watch()) {
      request(trace, 1, "a.test");
      assertEquals(4, trace.since(0, 100).events().size());
    }
    assertEquals(List.of(), trace.since(0, 100).events());
    assertEquals(0, trace.summary().requests());
    assertEquals(List.of(), trace.summary().hosts());
  }

  @Test
  void summaryCountsWhatHappened() {
    var trace = connection();
    try (var _ = watch()) {
      request(trace, 1, "a.test");
      request(trace, 3, "b.test");
      trace.requested(5, "GET", "a.test", "/", 3, false);
      trace.stalled(5);
      trace.reset(5, 8, true);
      trace.goAway(5, 0, false);
      var summary = trace.summary();
      assertEquals(List.of("a.test", "b.test"), summary.hosts());
      assertEquals(3, summary.requests());
      assertEquals(1, summary.open());
      assertEquals(200, summary.bytes());
      assertEquals(1, summary.stalls());
      assertEquals(1, summary.resets());
      assertTrue(summary.goAway());
      assertEquals(List.of(1, 3), summary.latest());
    }
  }

  @Test
  void ofAConnectionThatNobodyChoseTheFirstEventsAreKept() {
    var trace = connection();
    try (var _ = watch()) {
      IntStream.range(0, Trace.MOST_EVENTS + 10).forEach(trace::queued);
      var extract = trace.since(0, 2 * Trace.MOST_EVENTS);
      assertEquals(10, extract.missed());
      assertEquals(Trace.MOST_EVENTS, extract.events().size());
      assertEquals(0, extract.events().getFirst().stream());
      assertEquals(0, trace.since(extract.next(), 1).missed(), "told once");
    }
  }

  @Test
  void ofTheChosenConnectionTheLatestEventsAreKept() {
    var trace = connection();
    try (var _ = watch()) {
      trace.choose();
      IntStream.range(0, Trace.MOST_EVENTS + 10).forEach(trace::queued);
      var extract = trace.since(0, 5);
      assertEquals(10, extract.missed());
      assertEquals(
          List.of(10, 11, 12, 13, 14), extract.events().stream().map(Event::stream).toList());
      assertEquals(15, extract.next());
      assertEquals(
          Trace.MOST_EVENTS - 5, trace.since(extract.next(), Trace.MOST_EVENTS).events().size());
    }
  }

  @Test
  void latestFramesAreInTheOrderTheyLeft() {
    var trace = connection();
    try (var _ = watch()) {
      IntStream.range(0, Trace.LATEST + 3).forEach(stream -> trace.left(stream, true, 1, false));
      assertEquals(IntStream.range(3, Trace.LATEST + 3).boxed().toList(), trace.summary().latest());
    }
  }

  @Test
  void eventsOfSoManyConnectionsAreKept() {
    var traces = new ArrayList<Trace>();
    try (var _ = watch()) {
      for (int i = 0; i < Live.MOST_RECORDED + 5; i++) {
        traces.add(connection());
        request(traces.getLast(), 1, "a.test");
      }
      assertEquals(
          Live.MOST_RECORDED,
          traces.stream().filter(trace -> !trace.since(0, 1).events().isEmpty()).count());
      assertEquals(1, traces.getLast().summary().requests(), "what is not kept is counted");
      traces.getLast().choose();
      traces.getLast().queued(1);
      assertEquals(1, traces.getLast().since(0, 100).events().size(), "chosen");
      traces.getLast().leave();
      // The place of one that is gone, and no longer shown, is another's.
      traces.subList(0, Live.MOST_CLOSED + 1).forEach(Trace::close);
      request(traces.getLast(), 3, "a.test");
      assertEquals(5, traces.getLast().since(0, 100).events().size());
    }
  }

  @Test
  void connectionsThatEndedAreShownForAWhile() {
    try (var _ = watch()) {
      for (int i = 0; i < Live.MOST_CLOSED + 5; i++) {
        var trace = connection();
        request(trace, 1, "a.test");
        trace.close();
        request(trace, 3, "a.test"); // what another thread had begun to tell
      }
      assertEquals(Live.MOST_CLOSED, live.traces().size());
      assertTrue(live.traces().getFirst().summary().closed());
      assertEquals(0, live.connections());
    }
    assertEquals(List.of(), live.traces());
    connection().close();
    assertEquals(List.of(), live.traces(), "nobody looks");
  }

  @Test
  void placesAreGivenBackByAllWhoHadThem() {
    for (int round = 0; round < 3; round++) {
      try (var _ = watch()) {
        for (int i = 0; i < 2 * Live.MOST_RECORDED; i++) {
          var trace = connection();
          trace.queued(1);
          trace.close();
          trace.queued(1);
        }
      }
    }
    for (int i = 0; i < Live.MOST_RECORDED; i++) {
      assertTrue(live.takePlace(), "place " + i);
    }
    assertFalse(live.takePlace());
  }

  @Test
  void onlySoManyLookAndNobodyAfterTheEnd() {
    var watches = new ArrayList<Watch>();
    for (int i = 0; i < Live.MOST_WATCHERS; i++) {
      watches.add(watch());
    }
    assertNull(live.watch());
    watches.removeLast().close();
    watches.add(watch());
    live.end();
    watches.removeLast().close();
    assertNull(live.watch());
  }
}

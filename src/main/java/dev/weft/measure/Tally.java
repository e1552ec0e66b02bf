package dev.weft.measure;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a client counts while it loads; any thread adds to it. */
final class Tally {
  final LongAdder tcpHandshakes = new LongAdder();
  final LongAdder tlsHandshakes = new LongAdder();

  /** Header bytes of requests as HTTP/1.1 would write them, and as they were sent. */
  final LongAdder requestFields = new LongAdder();

  final LongAdder requestHeaders = new LongAdder();

  /** Header bytes of responses as HTTP/1.1 would write them, and as they came. */
  final LongAdder responseFields = new LongAdder();

  final LongAdder responseHeaders = new LongAdder();
  final LongAdder retries = new LongAdder();

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  /** A request is sent. */
  void opened() {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
  }

  /** A response is complete, or will never be. */
  void closed() {
    open.decrementAndGet();
  }

  /** Requests without their response at once, at most. */
  int mostOpen() {
    return mostOpen.get();
  }
}

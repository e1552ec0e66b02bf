package dev.weft.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request on its way to one response: sent, perhaps sent again, and answered or given up once.
 */
final class Exchange {
  /** A server that refuses this often is not only leaving. */
  static final int MOST_ATTEMPTS = 3;

  private final Request request;
  private final int place;
  private final CompletableFuture<Response> response = new CompletableFuture<>();
  private volatile int roundTrips;
  private final AtomicInteger losses = new AtomicInteger();

  /**
   * @param roundTrips that were over before it could be asked for
   * @param place among all that is asked for
   */
  Exchange(Request request, int roundTrips, int place) {
    this.request = request;
    this.place = place;
    this.roundTrips = roundTrips;
  }

  Request request() {
    return request;
  }

  CompletableFuture<Response> response() {
    return response;
  }

  /** From now on it has so long, whatever happens to connections meanwhile. */
  void within(Duration deadline) {
    response.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Nobody waits for it any more. */
  boolean over() {
    return response.isDone();
  }

  /**
   * It is sent.
   *
   * @param after the round trips that were over when the connection had room for it
   */
  void sent(int after) {
    roundTrips = Math.max(roundTrips, after) + 1;
  }

  /** How many had to be over, one after the other, for its response to be there. */
  int roundTrips() {
    return roundTrips;
  }

  int place() {
    return place;
  }

  /** Whether it is to be sent again; if not, it has failed. */
  boolean again(Loss loss) {
    if (over()) { // its deadline was first
      return false;
    }
    boolean counts = !(loss instanceof Loss.LeftBehind);
    if (loss.repeatable(request) && !(counts && losses.incrementAndGet() == MOST_ATTEMPTS)) {
      return true;
    }
    fail(request.path() + ": " + loss.reason());
    return false;
  }

  void fail(String reason) {
    response.completeExceptionally(new IOException(reason));
  }
}

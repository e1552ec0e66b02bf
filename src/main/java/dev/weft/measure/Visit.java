package dev.weft.measure;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One visit of a page: its document, what that names, what those name, and so on, each file once
 * and as soon as it is known.
 */
final class Visit {
  static final int MOST_FILES = 5000;
  static final long MOST_BYTES = 1L << 30;

  private final Client client;
  private final URI url;
  private final Set<String> known = new HashSet<>();
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

  /** Files that were asked for before those which are in. */
  private final TreeSet<Integer> unanswered = new TreeSet<>();

  private final long began = System.nanoTime();
  private int open;
  private int files;
  private long bytes;
  private int roundTrips;
  private int overtaking;
  private long codeNanos;
  private long lastNanos;

  private record Ended(
      Exchange exchange, @Nullable Response response, @Nullable Throwable failure, long nanos) {}

  Visit(Client client, URI url) {
    this.client = client;
    this.url = url;
  }

  /**
   * Fetches all.
   *
   * @param paths to begin with
   * @param follow whether to fetch what they name
   * @throws IOException when a file has no response or not status 200, or when there is no end
   */
  void run(List<String> paths, boolean follow) throws IOException, InterruptedException {
    for (String path : paths) {
      fetch(path, 0);
    }
    while (open > 0) {
      Ended next = ended.take(); // every exchange has a deadline
      open--;
      Response response = next.response;
      if (response == null) {
        throw failure(next);
      }
      count(next, response);
      if (response.status() != 200) {
        throw new IOException(next.exchange.request().path() + ": status " + response.status());
      }
      if (follow) {
        URI base = url.resolve(next.exchange.request().path());
        for (String path : References.of(response, base)) {
          fetch(path, next.exchange.roundTrips());
        }
      }
    }
  }

  private void fetch(String path, int after) throws IOException {
    if (!known.add(path)) {
      return;
    }
    if (known.size() > MOST_FILES) {
      throw new IOException(url + ": names more than " + MOST_FILES + " files");
    }
    open++;
    unanswered.add(known.size());
    Exchange exchange = new Exchange(Request.get(path), after, known.size());
    var _ =
        exchange
            .response()
            .whenComplete(
                (response, failure) ->
                    ended.add(new Ended(exchange, response, failure, System.nanoTime() - began)));
    client.fetch(exchange);
  }

  private void count(Ended next, Response response) throws IOException {
    files++;
    bytes += response.length();
    if (bytes > MOST_BYTES) {
      throw new IOException(url + ": more than " + (MOST_BYTES >> 20) + " MiB");
    }
    roundTrips = Math.max(roundTrips, next.exchange.roundTrips());
    lastNanos = Math.max(lastNanos, next.nanos);
    if (response.naming()) {
      codeNanos = Math.max(codeNanos, next.nanos);
    }
    unanswered.remove(next.exchange.place());
    if (!unanswered.isEmpty() && unanswered.first() < next.exchange.place()) {
      overtaking++;
    }
  }

  private static IOException failure(Ended next) {
    Throwable failure =
        next.failure instanceof CompletionException wrapped ? wrapped.getCause() : next.failure;
    String path = next.exchange.request().path();
    return switch (failure) {
      case IOException e -> e;
      case TimeoutException e -> new IOException(path + ": not complete within its deadline", e);
      case null, default -> new IOException(path + ": " + failure, failure);
    };
  }

  /** What it came to, with what the client and the relay counted. */
  Load load(Way way, Tally tally, Relay relay) {
    return new Load(
        way,
        files,
        tally.tcpHandshakes.sum(),
        tally.tlsHandshakes.sum(),
        roundTrips,
        tally.mostOpen(),
        overtaking,
        tally.retries.sum(),
        tally.requestFields.sum(),
        tally.requestHeaders.sum(),
        tally.responseFields.sum(),
        tally.responseHeaders.sum(),
        bytes,
        relay.bytesUp() + relay.bytesDown(),
        TimeUnit.NANOSECONDS.toMicros(codeNanos) / 1e3,
        TimeUnit.NANOSECONDS.toMicros(lastNanos) / 1e3);
  }
}

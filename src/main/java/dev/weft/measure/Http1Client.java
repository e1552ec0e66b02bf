package dev.weft.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A client of HTTP/1.1 with some connections, each of which has one request under way, or, when it
 * pipelines, many: the responses come in the order of the requests, so that one that is slow or
 * large holds up all that were asked for after it (RFC 9112, section 9.3.2).
 */
final class Http1Client implements Client {
  private final Destination destination;
  private final Tally tally;
  private final int mostConnections;
  private final int depth;
  private final BlockingQueue<Exchange> waiting = new LinkedBlockingQueue<>();
  private final List<Http1Connection> connections = new ArrayList<>();
  private int unanswered;

  /** Connections that have ended since the last that answered something. */
  private int lost;

  private boolean closed;

  /**
   * @param mostConnections at once
   * @param depth requests under way on each
   */
  Http1Client(Destination destination, Tally tally, int mostConnections, int depth) {
    this.destination = destination;
    this.tally = tally;
    this.mostConnections = mostConnections;
    this.depth = depth;
  }

  @Override
  public void fetch(Exchange exchange) {
    exchange.within(destination.patience().deadline());
    synchronized (this) {
      unanswered++;
    }
    var _ = exchange.response().whenComplete((_, _) -> answered());
    ask(exchange);
  }

  private synchronized void answered() {
    unanswered--;
  }

  /** One more connection where all are busy, up to the most there may be. */
  private void ask(Exchange exchange) {
    synchronized (this) {
      if (lost <= mostConnections * Http2Client.MOST_CONNECTIONS) {
        waiting.add(exchange);
        if (!closed && connections.size() < mostConnections && connections.size() < unanswered) {
          connections.add(
              Http1Connection.open(
                  destination, tally, this, waiting, depth, exchange.roundTrips()));
        }
        return;
      }
    }
    exchange.fail(
        destination.authority() + ": ended " + lost + " connections and answered nothing");
  }

  /**
   * A connection has ended with these requests unanswered.
   *
   * @param answered whether others were
   */
  void ended(Http1Connection connection, boolean answered, List<Exchange> unfinished, Loss loss) {
    List<Exchange> left = new ArrayList<>();
    for (Exchange exchange : unfinished) {
      if (exchange.again(loss)) {
        tally.retries.increment();
        left.add(exchange);
      }
    }
    synchronized (this) {
      connections.remove(connection);
      lost = answered ? 0 : lost + 1;
      waiting.drainTo(left); // what waits may need a connection of its own now
    }
    left.forEach(this::ask);
  }

  /** There will be no connection: nobody need wait for one. */
  void unreachable(Http1Connection connection, String reason) {
    List<Exchange> all = new ArrayList<>();
    synchronized (this) {
      connections.remove(connection);
      waiting.drainTo(all);
    }
    all.forEach(exchange -> exchange.fail(destination.authority() + ": " + reason));
  }

  @Override
  public void close() {
    List<Http1Connection> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(connections);
    }
    all.forEach(Http1Connection::close);
  }
}

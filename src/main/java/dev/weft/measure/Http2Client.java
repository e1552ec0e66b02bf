package dev.weft.measure;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A client that multiplexes: all requests go over one connection for as long as it takes new ones,
 * and what it leaves undone goes over the next.
 */
final class Http2Client implements Client {
  /** A server that ends so many in a row and answers nothing will not answer on the next either. */
  static final int MOST_CONNECTIONS = 5;

  private final Destination destination;
  private final Tally tally;
  private final Http2Connector connector;
  private final Queue<Exchange> waiting = new ArrayDeque<>();
  private @Nullable MultiplexedConnection connection;

  /** Connections since the last response. */
  private int opened;

  private record Sending(MultiplexedConnection connection, Exchange exchange, int after) {}

  private Http2Client(Destination destination, Tally tally, Http2Connector connector) {
    this.destination = destination;
    this.tally = tally;
    this.connector = connector;
  }

  /** A client that has no connection yet. */
  static Http2Client start(Destination destination, Tally tally) throws IOException {
    return new Http2Client(destination, tally, Http2Connector.start(destination, tally));
  }

  @Override
  public void fetch(Exchange exchange) {
    exchange.within(destination.patience().deadline());
    ask(exchange);
  }

  private void ask(Exchange exchange) {
    synchronized (this) {
      waiting.add(exchange);
    }
    send();
  }

  /** Sends as much of what waits as there is room for; also called when there is more room. */
  void send() {
    for (Sending next; (next = next()) != null; ) {
      next.connection.send(next.exchange, next.after);
    }
    if (exhausted()) {
      unreachable("ended " + MOST_CONNECTIONS + " connections and answered nothing");
    }
  }

  private synchronized @Nullable Sending next() {
    waiting.removeIf(Exchange::over);
    Exchange first = waiting.peek();
    if (first == null || exhausted()) {
      return null;
    }
    MultiplexedConnection current = connection;
    if (current == null || !current.reusable()) {
      opened++;
      current = MultiplexedConnection.open(connector, destination, tally, this, first.roundTrips());
      connection = current;
    }
    OptionalInt room = current.reserve();
    return room.isPresent() ? new Sending(current, waiting.remove(), room.getAsInt()) : null;
  }

  private synchronized boolean exhausted() {
    boolean reusable = connection != null && connection.reusable();
    return !waiting.isEmpty() && !reusable && opened == MOST_CONNECTIONS;
  }

  /** A server that recycles its connections is as good as one that keeps them. */
  synchronized void answered() {
    opened = 0;
  }

  /** A request has no response: once more, or never. */
  void lost(Exchange exchange, Loss loss) {
    if (exchange.again(loss)) {
      tally.retries.increment();
      ask(exchange);
    }
  }

  /** There will be no connection: nobody need wait for one. */
  void unreachable(String reason) {
    List<Exchange> all;
    synchronized (this) {
      all = new ArrayList<>(waiting);
      waiting.clear();
      connection = null;
    }
    all.forEach(exchange -> exchange.fail(destination.authority() + ": " + reason));
  }

  @Override
  public void close() {
    connector.close();
  }
}

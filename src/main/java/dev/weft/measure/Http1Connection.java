package dev.weft.measure;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/1.1: a thread that asks while there is room for requests under way, and
 * one that reads responses in the order of the requests.
 */
final class Http1Connection {
  private final Destination destination;
  private final Tally tally;
  private final Http1Client client;
  private final BlockingQueue<Exchange> waiting;
  private final BlockingQueue<Exchange> sent = new LinkedBlockingQueue<>();

  /** For each request that may be under way, the round trips that were over when it might. */
  private final BlockingQueue<Integer> room = new LinkedBlockingQueue<>();

  private final int depth;
  private final Socket plain = new Socket();
  private final int after;
  private final Thread reader = Thread.ofVirtual().unstarted(this::run);
  private @Nullable Exchange reading;
  private boolean answered;

  private Http1Connection(
      Destination destination,
      Tally tally,
      Http1Client client,
      BlockingQueue<Exchange> waiting,
      int depth,
      int after) {
    this.destination = destination;
    this.tally = tally;
    this.client = client;
    this.waiting = waiting;
    this.depth = depth;
    this.after = after;
  }

  /**
   * Opens a connection, which takes from what waits until it ends.
   *
   * @param after the round trips that were over when it was needed
   */
  static Http1Connection open(
      Destination destination,
      Tally tally,
      Http1Client client,
      BlockingQueue<Exchange> waiting,
      int depth,
      int after) {
    Http1Connection connection =
        new Http1Connection(destination, tally, client, waiting, depth, after);
    connection.reader.start();
    return connection;
  }

  private void run() {
    SSLSocket socket;
    Http1Reader in;
    OutputStream out;
    try {
      socket = handshake();
      in = new Http1Reader(socket.getInputStream());
      out = new BufferedOutputStream(socket.getOutputStream());
    } catch (IOException e) {
      Flow.close(plain);
      client.unreachable(
          this,
          e instanceof SocketTimeoutException
              ? "no TLS within " + destination.patience().handshake().toMillis() / 1000.0 + " s"
              : "no connection: " + e.getMessage());
      return;
    }
    Thread writer = Thread.ofVirtual().start(() -> write(out));
    Loss loss = read(in);
    Flow.close(plain);
    writer.interrupt();
    try {
      writer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    List<Exchange> unfinished = new ArrayList<>();
    if (reading != null) {
      unfinished.add(reading);
    }
    sent.drainTo(unfinished);
    unfinished.forEach(_ -> tally.closed());
    client.ended(this, answered, unfinished, loss);
  }

  private SSLSocket handshake() throws IOException {
    int patience = (int) destination.patience().handshake().toMillis();
    plain.setTcpNoDelay(true);
    plain.connect(destination.address(), patience);
    tally.tcpHandshakes.increment();
    plain.setSoTimeout(patience);
    String host = destination.host();
    SSLSocket socket =
        (SSLSocket)
            destination.tls().getSocketFactory().createSocket(plain, host, plain.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!host.contains(":") && !host.matches("[0-9.]+")) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    tally.tlsHandshakes.increment();
    // RFC 9293, section 3.5, and RFC 5246, section 7.3, or RFC 8446, section 2
    int roundTrips = after + (socket.getSession().getProtocol().equals("TLSv1.2") ? 3 : 2);
    room.addAll(Collections.nCopies(depth, roundTrips));
    socket.setSoTimeout((int) destination.patience().idle().toMillis());
    return socket;
  }

  private void write(OutputStream out) {
    try {
      while (true) {
        int roundTrips = room.take();
        Exchange next = waiting.take();
        while (next.over()) {
          next = waiting.take();
        }
        next.sent(roundTrips);
        tally.opened();
        sent.add(next);
        var _ = next.response().whenComplete((_, failure) -> cancel(failure));
        byte[] head = destination.head(next.request());
        tally.requestFields.add(head.length);
        tally.requestHeaders.add(head.length);
        out.write(head);
        if (waiting.isEmpty() || room.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException | InterruptedException _) {
      Flow.close(plain); // who reads finds out, and tells
    }
  }

  /** HTTP/1.1 has no way to give up one response and keep the connection. */
  private void cancel(@Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      Flow.close(plain);
    }
  }

  /** Responses one after the other; returns why there are no more. */
  private Loss read(Http1Reader in) {
    try {
      while (true) {
        Exchange exchange = sent.take();
        reading = exchange;
        Answer answer = in.read();
        reading = null;
        tally.closed();
        tally.responseFields.add(in.headBytes());
        tally.responseHeaders.add(in.headBytes());
        answered = true;
        boolean closing = in.closing();
        if (!closing) {
          room.add(exchange.roundTrips());
        }
        exchange.response().complete(answer.response());
        if (closing) { // RFC 9112, section 9.6: what follows is not processed
          return new Loss.LeftBehind("the server closes the connection");
        }
      }
    } catch (IOException e) {
      return new Loss.Unknown("connection: " + e.getMessage());
    } catch (InterruptedException e) {
      return new Loss.Unknown("ended");
    }
  }

  void close() {
    Flow.close(plain);
    reader.interrupt();
  }
}

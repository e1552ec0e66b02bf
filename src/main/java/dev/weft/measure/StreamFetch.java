package dev.weft.measure;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** A stream of a client, which brings one response or is lost. */
final class StreamFetch implements Stream.Listener {
  /** Bytes that HTTP/1.1 has besides the fields, to be compared with. */
  private static final int STATUS_LINE = "HTTP/1.1 200 OK\r\n\r\n".length();

  private final Exchange exchange;
  private final MultiplexedConnection connection;
  private final Answer answer = new Answer();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean released = new AtomicBoolean();

  StreamFetch(Exchange exchange, MultiplexedConnection connection) {
    this.exchange = exchange;
    this.connection = connection;
  }

  @Override
  public void onHeaders(Stream stream, HeadersFrame frame) {
    MetaData head = frame.getMetaData();
    head.getHttpFields().forEach(answer::field);
    if (head instanceof MetaData.Response response) {
      connection.tally().responseFields.add(STATUS_LINE);
      answer.status(response.getStatus());
    }
    if (frame.isEndStream()) {
      complete();
    } else if (!(head instanceof MetaData.Response response)
        || !HttpStatus.isInformational(response.getStatus())) {
      stream.demand();
    }
  }

  @Override
  public void onDataAvailable(Stream stream) {
    for (Stream.Data data; (data = stream.readData()) != null; ) {
      answer.content(data.frame().getByteBuffer());
      boolean last = data.frame().isEndStream();
      data.release();
      if (last) {
        complete();
        return;
      }
    }
    stream.demand();
  }

  private void complete() {
    connection.tally().responseFields.add(answer.fieldBytes());
    if (ended.compareAndSet(false, true)) {
      connection.answered();
      exchange.response().complete(answer.response());
    }
  }

  @Override
  public void onReset(Stream stream, ResetFrame frame, Callback callback) {
    callback.succeeded();
    lost(Loss.ofReset(frame.getError()));
  }

  @Override
  public void onFailure(
      Stream stream, int error, String reason, @Nullable Throwable failure, Callback callback) {
    callback.succeeded();
    lost(connection.loss(stream, failure));
  }

  /** The deadline of the request decides. */
  @Override
  public void onIdleTimeout(Stream stream, TimeoutException timeout, Promise<Boolean> reset) {
    reset.succeeded(false);
  }

  /** May be told before the response is, whose last frame closes the stream. */
  @Override
  public void onClosed(Stream stream) {
    release();
  }

  /** There will be no response on this stream. */
  void lost(Loss loss) {
    if (ended.compareAndSet(false, true)) {
      connection.lost(exchange, loss);
    }
  }

  /** There is room for another. */
  void release() {
    if (released.compareAndSet(false, true)) {
      connection.tally().closed();
      connection.release(exchange.roundTrips());
    }
  }
}

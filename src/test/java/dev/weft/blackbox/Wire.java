package dev.weft.blackbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to a browser: numbered commands out, results and events in, as JSON on a WebSocket. The
 * Chrome DevTools Protocol and WebDriver BiDi have the same envelope, so one wire serves both.
 */
final class Wire implements AutoCloseable, WebSocket.Listener {
  private static final int SECONDS_TO_ANSWER = 60;

  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Long, CompletableFuture<Json>> asked = new ConcurrentHashMap<>();
  private final List<Json> events = new ArrayList<>();
  private final StringBuilder message = new StringBuilder();

  Wire(String url) {
    socket = client.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
  }

  /** Sends a command and waits for its result; {@code more} are further members of the envelope. */
  Json call(String method, String params, String... more) {
    long id = lastId.incrementAndGet();
    var answer = new CompletableFuture<Json>();
    asked.put(id, answer);
    var tail = more.length == 0 ? "" : "," + String.join(",", more);
    socket
        .sendText(
            "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + tail + "}",
            true)
        .join();
    Json envelope = answer.orTimeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS).join();
    if (!envelope.has("result")) {
      throw new IllegalStateException(method + " " + params + ": " + envelope);
    }
    return envelope.at("result");
  }

  /** The events since the last call. */
  synchronized List<Json> takeEvents() {
    var taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      received(Json.parse(message.toString()));
      message.setLength(0);
    }
    webSocket.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    fail(new IllegalStateException("the browser closed the wire: " + status + " " + reason));
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    fail(error);
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private void fail(Throwable error) {
    asked.values().forEach(answer -> answer.completeExceptionally(error));
  }

  private void received(Json envelope) {
    var answer = asked.remove(envelope.at("id").number());
    if (answer != null) {
      answer.complete(envelope);
    } else {
      synchronized (this) {
        events.add(envelope);
      }
    }
  }
}

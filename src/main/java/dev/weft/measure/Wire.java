package dev.weft.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The line to a browser: numbered commands go out, results and events come in, in JSON over a
 * WebSocket. The DevTools protocol and WebDriver BiDi have one envelope, so that one line does for
 * both.
 */
final class Wire implements AutoCloseable, WebSocket.Listener {
  /** The page has its say in how long an answer is. */
  private static final int LONGEST_MESSAGE = 64 << 20;

  /** The tab is gone, in the words of the DevTools protocol: Session with given id not found. */
  private static final int NO_SESSION = -32001;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Long, CompletableFuture<Json>> open = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final StringBuilder message = new StringBuilder();
  private final Consumer<Json> events;
  private final WebSocket socket;

  /**
   * @param events told of each, on a thread of the line
   * @throws IOException when nobody answers there
   */
  Wire(URI address, Consumer<Json> events) throws IOException, InterruptedException {
    this.events = events;
    try {
      socket = client.newWebSocketBuilder().buildAsync(address, this).get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      client.shutdownNow();
      throw new IOException("browser: does not answer its protocol", e);
    }
  }

  /**
   * Sends a command and waits for its result.
   *
   * @param session a part of the browser that it is for; empty for the browser
   * @throws BrowserException when the browser refuses, takes longer, or is gone
   */
  Json call(String method, Map<String, ?> parameters, String session, Duration patience)
      throws BrowserException, InterruptedException {
    long id = ids.incrementAndGet();
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("id", id);
    envelope.put("method", method);
    envelope.put("params", parameters);
    if (!session.isEmpty()) {
      envelope.put("sessionId", session);
    }
    CompletableFuture<Json> answer = new CompletableFuture<>();
    open.put(id, answer);
    try {
      synchronized (socket) { // which takes one text at a time
        socket.sendText(Json.write(envelope), true).get(10, TimeUnit.SECONDS);
      }
      Json result = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (result.at("error", "code").number() == NO_SESSION) {
        throw new BrowserException("the browser ended the page by itself");
      }
      if (result.at("result").isNull()) {
        String why =
            result.at("error", "message").text() + result.at("message").text(); // CDP, BiDi
        throw new BrowserException(why.isEmpty() ? method + ": no result" : why);
      }
      return result.at("result");
    } catch (TimeoutException e) {
      throw new BrowserException(
          "page not complete, or browser without an answer, in " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new BrowserException("the browser ended by itself", e);
    } finally {
      open.remove(id);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    if (message.length() + data.length() > LONGEST_MESSAGE) {
      webSocket.abort();
      onError(webSocket, new IOException("a message beyond " + LONGEST_MESSAGE + " characters"));
      return CompletableFuture.completedStage(null);
    }
    message.append(data);
    if (last) {
      Json received = Json.parse(message.toString());
      message.setLength(0);
      CompletableFuture<Json> answer = open.get((long) received.at("id").number());
      if (answer == null) {
        events.accept(received);
      } else {
        answer.complete(received);
      }
    }
    webSocket.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    onError(webSocket, new IOException("closed"));
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    open.values().forEach(answer -> answer.completeExceptionally(error));
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}

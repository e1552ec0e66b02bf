package dev.weft.measure;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Somebody who asks a Weft on this machine for its memory, over a connection of his own that is
 * there before a load and after it. Who once has no answer does not ask again.
 */
final class MemoryProbe implements AutoCloseable {
  private static final String PATH = "/.weft/metrics";
  private static final long LONGEST = 1 << 20;
  private static final Pattern RESIDENT =
      Pattern.compile("(?m)^process_resident_memory_bytes ([0-9.E+]{1,30})$");

  private final HttpClient client;
  private final URI metrics;
  private final Duration patience;
  private String unknown;

  /**
   * @param server who is not asked when it is another machine, which would not tell
   */
  MemoryProbe(URI page, InetSocketAddress server, SSLContext tls, Duration patience) {
    this.client =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
    this.metrics = page.resolve(PATH);
    this.patience = patience;
    this.unknown = server.getAddress().isLoopbackAddress() ? "" : "it is on another machine";
  }

  /** Bytes that are resident now; empty where the server does not tell. */
  OptionalLong resident() throws InterruptedException {
    if (!unknown.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      // The timeout of a request is over when its header is there.
      HttpResponse<String> response =
          client
              .sendAsync(
                  HttpRequest.newBuilder(metrics).build(),
                  BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST))
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      Matcher resident = RESIDENT.matcher(response.body());
      if (response.statusCode() == 200 && resident.find()) {
        return OptionalLong.of((long) Double.parseDouble(resident.group(1)));
      }
      unknown =
          switch (response.statusCode()) {
            case 200 -> PATH + " says nothing of it";
            case 401 -> PATH + " is for those who know its token";
            default -> "it has no " + PATH + " for this machine";
          };
    } catch (ExecutionException | TimeoutException _) {
      unknown = PATH + " does not answer";
    } catch (NumberFormatException _) {
      unknown = PATH + " says nothing of it";
    }
    return OptionalLong.empty();
  }

  /** What it is now, beside what it was before. */
  Memory since(OptionalLong before) throws InterruptedException {
    OptionalLong now = resident();
    return before.isPresent() && now.isPresent()
        ? new Memory.Told(before.getAsLong(), now.getAsLong())
        : new Memory.Unknown(unknown);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

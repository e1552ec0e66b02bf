package dev.weft.blackbox;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;

/**
 * Every file of a tree, fetched with one {@code Accept-Encoding}; in HTTP/2 over one connection.
 */
record WholeTree(List<Fetched> files) {
  private static final int AT_ONCE = 64;

  /**
   * A response.
   *
   * @param coding its content coding; {@code identity} if it has none
   * @param body as it was sent
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by content, never as a record.
  record Fetched(Tree.Leaf leaf, int status, String coding, byte[] body) {
    byte[] decoded() throws IOException {
      try (InputStream in = decoder(new ByteArrayInputStream(body))) {
        return in.readAllBytes();
      }
    }

    private InputStream decoder(InputStream in) throws IOException {
      return switch (coding) {
        case "identity" -> in;
        case "gzip" -> new GZIPInputStream(in);
        case "br" -> {
          Brotli4jLoader.ensureAvailability();
          yield new BrotliInputStream(in);
        }
        case "zstd" -> new ZstdInputStream(in);
        default -> throw new IOException("unknown coding: " + coding);
      };
    }
  }

  static WholeTree fetch(
      HttpClient.Version version, URI origin, List<Tree.Leaf> leaves, String coding)
      throws IOException, GeneralSecurityException, InterruptedException {
    try (var client =
        HttpClient.newBuilder().version(version).sslContext(Trust.context()).build()) {
      var inFlight = new Semaphore(AT_ONCE);
      var responses = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
      for (Tree.Leaf leaf : leaves) {
        var request =
            HttpRequest.newBuilder(origin.resolve(leaf.path()))
                .header("Accept-Encoding", coding)
                .build();
        inFlight.acquire();
        var response = client.sendAsync(request, BodyHandlers.ofByteArray());
        responses.add(response.whenComplete((_, _) -> inFlight.release()));
        if (responses.size() == 1) {
          response.join(); // Only now does the client know that one connection will do.
        }
      }
      var files = new ArrayList<Fetched>();
      for (int i = 0; i < leaves.size(); i++) {
        var response = responses.get(i).join();
        files.add(
            new Fetched(
                leaves.get(i),
                response.statusCode(),
                response.headers().firstValue("content-encoding").orElse("identity"),
                response.body()));
      }
      return new WholeTree(files);
    }
  }

  /** The bytes of all bodies, as they were sent. */
  long bytes() {
    return files.stream().mapToLong(file -> file.body().length).sum();
  }
}

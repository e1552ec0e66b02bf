package dev.weft.testing;

import static dev.weft.testing.Http2Peer.literal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks one thing after another in one version of HTTP, in exactly the words it is given. Keeps its
 * connection, and makes another one where the server has closed it.
 */
public final class Client implements AutoCloseable {
  /** How the same request is said. */
  public enum Version {
    HTTP_1_1,
    HTTP_2
  }

  private final Version version;
  private final int port;
  private final String name;
  private @Nullable Http1Peer http1;
  private @Nullable Http2Peer http2;
  private int stream = -1;

  /** Of a server on loopback, which knows the client to look for {@code localhost}. */
  public Client(Version version, int port) {
    this(version, port, "localhost");
  }

  /** Of a server on loopback, with the name that TLS is asked for; empty for none. */
  public Client(Version version, int port, String name) {
    this.version = version;
    this.port = port;
    this.name = name;
  }

  /** The response to GET. */
  public Response get(String target, String... fields) throws IOException {
    return ask("GET", target, fields);
  }

  /** The response, which may not be a reset. */
  public Response ask(String method, String target, String... fields) throws IOException {
    return tryToAsk(method, target, fields)
        .orElseThrow(() -> new AssertionError(method + " " + target + ": reset"));
  }

  /**
   * The response, or empty where HTTP/2 has none because the stream was reset, or the connection
   * was ended. Method, target and fields are ISO-8859-1; a field is {@code "Name: value"}, and
   * {@code Host} stands for {@code :authority} as well.
   */
  public Optional<Response> tryToAsk(String method, String target, String... fields)
      throws IOException {
    return switch (version) {
      case HTTP_1_1 -> Optional.of(askHttp1(method, target, fields));
      case HTTP_2 -> askHttp2(method, target, fields);
    };
  }

  private Response askHttp1(String method, String target, String... fields) throws IOException {
    Http1Peer peer = http1;
    if (peer == null) {
      peer = Http1Peer.connect(port, name);
      http1 = peer;
    }
    Response response = peer.exchange(method, target, fields);
    if ("close".equals(response.value("connection"))) {
      close();
    }
    return response;
  }

  private Optional<Response> askHttp2(String method, String target, String... fields)
      throws IOException {
    Http2Peer peer = http2;
    if (peer == null) {
      peer = Http2Peer.connect(port, name, Map.of());
      http2 = peer;
      stream = -1;
    }
    String authority = name + ":" + port;
    ByteArrayOutputStream regular = new ByteArrayOutputStream();
    for (String field : fields) {
      int colon = field.indexOf(':');
      String fieldName = field.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = field.substring(colon + 1).strip();
      if (fieldName.equals("host")) {
        authority = value;
      } else {
        regular.writeBytes(literal(fieldName, value));
      }
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(literal(":method", method));
    block.writeBytes(literal(":scheme", "https"));
    block.writeBytes(literal(":path", target));
    block.writeBytes(literal(":authority", authority));
    block.writeBytes(regular.toByteArray());
    stream += 2;
    peer.frame(
        Http2Peer.HEADERS,
        Http2Peer.END_HEADERS | Http2Peer.END_STREAM,
        stream,
        block.toByteArray());
    Optional<Response> response = peer.wantResponseOrReset(stream);
    if (peer.gone()) {
      close();
    }
    return response;
  }

  @Override
  public void close() throws IOException {
    if (http1 != null) {
      http1.close();
      http1 = null;
    }
    if (http2 != null) {
      http2.close();
      http2 = null;
    }
  }

  @Override
  public String toString() {
    return version.toString();
  }
}

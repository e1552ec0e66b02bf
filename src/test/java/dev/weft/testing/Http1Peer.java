package dev.weft.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A client that sends raw bytes as HTTP/1.1 over TLS to loopback, and reads what comes back. */
public final class Http1Peer implements AutoCloseable {
  /** A whole response; names of fields are in lower case, values of one name joined by commas. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Response(int status, Map<String, String> fields, byte[] body) {
    public @Nullable String value(String name) {
      return fields.get(name);
    }

    /** The body as UTF-8. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final SSLSocket socket;
  private final InputStream in;

  private Http1Peer(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects as {@code localhost}. */
  public static Http1Peer connect(int port) throws IOException {
    return connect(port, "localhost");
  }

  /** Connects and asks TLS for that name. */
  public static Http1Peer connect(int port, String name) throws IOException {
    return new Http1Peer(TestCertificates.connect(port, name, "http/1.1"));
  }

  /** Bytes as they are; the text is ISO-8859-1, so that any byte can be said. */
  public Http1Peer send(String raw) throws IOException {
    socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** A request without a body for {@code localhost}; fields are {@code "Name: value"}. */
  public Response exchange(String method, String target, String... fields) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (List.of(fields).stream().noneMatch(f -> f.toLowerCase(Locale.ROOT).startsWith("host:"))) {
      request.append("Host: localhost:").append(socket.getPort()).append("\r\n");
    }
    for (String field : fields) {
      request.append(field).append("\r\n");
    }
    return send(request.append("\r\n").toString()).read(method);
  }

  /** The next response; to HEAD it has no body. */
  public Response read(String method) throws IOException {
    String[] statusLine = line().split(" ", 3);
    int status = Integer.parseInt(statusLine[1]);
    Map<String, String> fields = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (a, b) -> a + ", " + b);
    }
    boolean bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
    return new Response(status, fields, bodiless ? new byte[0] : body(fields));
  }

  /** Whether the server has closed, after all that it sent was read. */
  public boolean closed() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private byte[] body(Map<String, String> fields) throws IOException {
    String length = fields.get("content-length");
    if (length != null) {
      return exactly(Integer.parseInt(length));
    }
    if (!"chunked".equals(fields.get("transfer-encoding"))) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size;
    do {
      size = Integer.parseInt(line(), 16);
      body.writeBytes(exactly(size));
      line();
    } while (size > 0);
    return body.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("body: " + bytes.length + " bytes (expected: " + length + ")");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("after \"" + line + "\" (expected: a line)");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}

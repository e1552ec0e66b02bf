package dev.weft.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** A client that sends raw bytes as HTTP/1.1 to loopback, and reads what comes back. */
public final class Http1Peer implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  private Http1Peer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects with TLS as {@code localhost}. */
  public static Http1Peer connect(int port) throws IOException {
    return connect(port, "localhost");
  }

  /** Connects and asks TLS for that name, or for none if it is empty. */
  public static Http1Peer connect(int port, String name) throws IOException {
    return new Http1Peer(TlsClient.connect(port, name, "http/1.1"));
  }

  /** Connects without TLS. */
  public static Http1Peer connectPlain(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(Http2Peer.DEADLINE_MILLIS);
    return new Http1Peer(socket);
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
    Response head = readHead();
    boolean bodiless =
        method.equals("HEAD")
            || head.status() < 200
            || head.status() == 204
            || head.status() == 304;
    return bodiless ? head : new Response(head.status(), head.fields(), body(head.fields()));
  }

  /** The next response without its body, which is still to come. */
  public Response readHead() throws IOException {
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
    return new Response(status, fields, new byte[0]);
  }

  /** So many bytes of a body, or fewer where the server ends the connection before. */
  public byte[] readBody(int most) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      for (int read = 0; read >= 0 && body.size() < most; ) {
        read = in.read(buffer, 0, Math.min(buffer.length, most - body.size()));
        body.write(buffer, 0, Math.max(read, 0));
      }
    } catch (SSLException | SocketException e) {
      return body.toByteArray(); // ended, if not in form
    }
    return body.toByteArray();
  }

  /** Whether the server has closed, after all that it sent was read. */
  public boolean closed() throws IOException {
    return in.read() < 0;
  }

  /** The certificate that the server showed; there is none without TLS. */
  public X509Certificate certificate() throws IOException {
    return TlsClient.certificate((SSLSocket) socket);
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

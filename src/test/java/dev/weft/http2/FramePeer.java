package dev.weft.http2;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that sends whatever frames it is given, over TLS. */
final class FramePeer implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;

  /** Of a wait for what must come: long enough for a machine under load. */
  private static final int PATIENCE_MILLIS = 30_000;

  private final SSLSocket socket;
  private final OutputStream out;
  private final DataInputStream in;

  record Frame(int type, int flags, int stream, ByteBuffer payload) {
    String text() {
      return StandardCharsets.ISO_8859_1.decode(payload.duplicate()).toString();
    }
  }

  private FramePeer(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new DataInputStream(socket.getInputStream());
  }

  static FramePeer connect(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(PATIENCE_MILLIS);
    FramePeer peer = new FramePeer(socket);
    peer.send(
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        frame(SETTINGS, 0, 0));
    return peer;
  }

  static byte[] frame(int type, int flags, int stream, int... payload) {
    ByteBuffer buffer = ByteBuffer.allocate(9 + payload.length);
    buffer.put((byte) 0).putShort((short) payload.length).put((byte) type).put((byte) flags);
    buffer.putInt(stream);
    for (int octet : payload) {
      buffer.put((byte) octet);
    }
    return buffer.array();
  }

  /** A header block for {@code GET https://localhost/}, and more of it. */
  static int[] get(int... more) {
    int[] request = {0x82, 0x87, 0x84, 0x01, 9, 'l', 'o', 'c', 'a', 'l', 'h', 'o', 's', 't'};
    int[] block = Arrays.copyOf(request, request.length + more.length);
    System.arraycopy(more, 0, block, request.length, more.length);
    return block;
  }

  static byte[] join(byte[]... frames) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      joined.writeBytes(frame);
    }
    return joined.toByteArray();
  }

  void send(byte[]... frames) throws IOException {
    out.write(join(frames));
  }

  /** Sends to a server that may have had enough of it. */
  void flood(byte[] frames) {
    try {
      send(frames);
    } catch (IOException _) {
      // What it said before it closed is for the reader.
    }
  }

  Frame read() throws IOException {
    int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    return new Frame(type, flags, stream, ByteBuffer.wrap(in.readNBytes(length)));
  }

  /** Reads up to the first frame of the type on the stream. */
  Frame read(int type, int stream) throws IOException {
    while (true) {
      Frame frame = read();
      if (frame.type() == type && frame.stream() == stream) {
        return frame;
      }
    }
  }

  /** Reads up to the answer to a PING sent now: all that was sent before is dealt with. */
  void settle() throws IOException {
    send(frame(PING, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    Frame frame;
    do {
      frame = read(PING, 0);
    } while ((frame.flags() & ACK) == 0);
  }

  /**
   * Reads to the end of the connection.
   *
   * @return the error code of GOAWAY; empty when the connection broke before it could be read
   * @throws java.net.SocketTimeoutException when the connection goes on
   */
  OptionalInt end() throws IOException {
    try {
      Frame frame = read(GOAWAY, 0);
      return OptionalInt.of(frame.payload().getInt(4));
    } catch (EOFException | SocketException | SSLException _) {
      return OptionalInt.empty();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

package dev.weft.testing;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackEncoder;
import org.eclipse.jetty.http2.hpack.HpackException;
import org.jspecify.annotations.Nullable;

/**
 * A client that speaks HTTP/2 frames on a real TLS socket, right or wrong.
 *
 * <p>What it writes is gathered and leaves with {@link #flush}, or with the next {@code want}: a
 * test decides what travels together. What it reads, it reads in the thread of the test, within
 * {@link #DEADLINE_MILLIS}. SETTINGS and PING are acknowledged by themselves; windows are enlarged
 * if {@link #autoWindow} says so, which is the default. A {@code want} takes the first frame that
 * fits and leaves others for later ones.
 */
public final class Http2Peer implements AutoCloseable {
  /** Most time to wait for a byte: long enough for a machine under load. */
  public static final int DEADLINE_MILLIS = 30_000;

  public static final int DATA = 0x0;
  public static final int HEADERS = 0x1;
  public static final int PRIORITY = 0x2;
  public static final int RST_STREAM = 0x3;
  public static final int SETTINGS = 0x4;
  public static final int PING = 0x6;
  public static final int GOAWAY = 0x7;
  public static final int WINDOW_UPDATE = 0x8;
  public static final int CONTINUATION = 0x9;
  public static final int ORIGIN = 0xc;
  public static final int PRIORITY_UPDATE = 0x10;

  /** Also ACK of SETTINGS and PING. */
  public static final int END_STREAM = 0x1;

  public static final int ACK = 0x1;
  public static final int END_HEADERS = 0x4;
  public static final int WITH_PRIORITY = 0x20;

  public static final int NO_ERROR = 0x0;
  public static final int PROTOCOL_ERROR = 0x1;
  public static final int FRAME_SIZE_ERROR = 0x6;
  public static final int FLOW_CONTROL_ERROR = 0x3;
  public static final int STREAM_CLOSED = 0x5;
  public static final int REFUSED_STREAM = 0x7;
  public static final int CANCEL = 0x8;
  public static final int ENHANCE_YOUR_CALM = 0xb;

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** A frame as it is on the wire; the payload is the caller's to keep. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Frame(int type, int flags, int stream, byte[] payload) {
    /** Whether all the flags are set. */
    public boolean has(int flag) {
      return (flags & flag) == flag;
    }

    /** What the payload of an ORIGIN says (RFC 8336, section 2.1). */
    public List<String> origins() {
      List<String> origins = new ArrayList<>();
      for (ByteBuffer rest = ByteBuffer.wrap(payload); rest.hasRemaining(); ) {
        byte[] text = new byte[rest.getShort() & 0xffff];
        rest.get(text);
        origins.add(new String(text, StandardCharsets.US_ASCII));
      }
      return origins;
    }

    private int integer(int at) {
      return ByteBuffer.wrap(payload).getInt(at);
    }
  }

  /** A decoded header section. */
  public record Headers(int stream, int status, HttpFields fields, boolean end) {
    /** The value of the first field of that name. */
    public @Nullable String value(String name) {
      return fields.get(name);
    }

    private Map<String, String> all() {
      Map<String, String> all = new TreeMap<>();
      for (HttpField field : fields) {
        String value = field.getValue() == null ? "" : field.getValue();
        all.merge(field.getLowerCaseName(), value, (a, b) -> a + ", " + b);
      }
      return all;
    }
  }

  /** How the peer ended the connection. */
  public record GoAway(int lastStream, int error, String reason) {}

  private final Socket plain;
  private final SSLSocket socket;
  private final String authority;
  private final DataInputStream in;
  private final OutputStream out;
  private final HpackEncoder encoder = new HpackEncoder();
  private final HpackDecoder decoder = new HpackDecoder(1 << 20, System::nanoTime);
  private final List<Frame> frames = new ArrayList<>();
  private final List<Headers> sections = new ArrayList<>();
  private boolean autoWindow = true;

  private Http2Peer(Socket plain, SSLSocket socket, String authority) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.authority = authority;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
  }

  /** Connects to loopback as {@code localhost}, and sends the preface with empty SETTINGS. */
  public static Http2Peer connect(int port) throws IOException {
    return connect(port, "localhost", Map.of());
  }

  /**
   * Connects to loopback, asks TLS for that name, or for none if it is empty, and sends the preface
   * with these SETTINGS.
   */
  public static Http2Peer connect(int port, String name, Map<Integer, Integer> settings)
      throws IOException {
    return open(port, name).preface(settings).flush();
  }

  /** Connects to loopback from another address of this machine, such as 127.0.0.2. */
  public static Http2Peer connect(InetAddress from, int port) throws IOException {
    Socket plain = TlsClient.connect(from, port);
    return over(
            TlsClient.secure(plain, "localhost", "localhost", "h2", TlsClient.trusting()),
            "localhost")
        .flush();
  }

  /** On a connection that is there. The preface leaves with what comes first. */
  static Http2Peer over(SSLSocket socket, String name) throws IOException {
    return new Http2Peer(socket, socket, name + ":" + socket.getPort()).preface(Map.of());
  }

  /** Connects and sends nothing: what comes first is the caller's. */
  public static Http2Peer open(int port, String name) throws IOException {
    return open(port, name, TlsClient.trusting());
  }

  /** The same with a context of the caller's, which may know a session to resume. */
  public static Http2Peer open(int port, String name, SSLContext context) throws IOException {
    Socket plain = TlsClient.connect(port);
    SSLSocket socket = TlsClient.secure(plain, name, name, "h2", context);
    return new Http2Peer(plain, socket, name + ":" + port);
  }

  /**
   * The other side: a server's end of a connection, which has read the client's preface and sent
   * empty SETTINGS. It wants requests as {@link #wantHeaders}.
   */
  static Http2Peer ofServer(SSLSocket socket) throws IOException {
    Http2Peer peer = new Http2Peer(socket, socket, "localhost");
    peer.in.readNBytes(PREFACE.length);
    return peer.settings(Map.of()).flush();
  }

  /** Whether what is received is given back to the windows at once. */
  public Http2Peer autoWindow(boolean on) {
    autoWindow = on;
    return this;
  }

  // Sending

  /** Any bytes. */
  public Http2Peer raw(byte[] bytes) throws IOException {
    out.write(bytes);
    return this;
  }

  /** What a client sends first. */
  public Http2Peer preface(Map<Integer, Integer> settings) throws IOException {
    return raw(PREFACE).settings(settings);
  }

  /** Any frame. The length is that of the payload. */
  public Http2Peer frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(9);
    header.putShort((short) (payload.length >> 8)).put((byte) payload.length);
    header.put((byte) type).put((byte) flags).putInt(stream);
    out.write(header.array());
    out.write(payload);
    return this;
  }

  /** A whole GET request. Fields are {@code "name: value"}. */
  public Http2Peer request(int stream, String path, String... fields) throws IOException {
    return request(stream, "GET", path, true, fields);
  }

  /**
   * A request with a dependency on stream 0 in its HEADERS (RFC 7540, section 6.2).
   *
   * @param weight 1 to 256
   */
  public Http2Peer requestWeighed(
      int stream, String path, int weight, boolean exclusive, String... fields) throws IOException {
    byte[] block = encode(requestFields("GET", path, fields));
    byte[] payload =
        ByteBuffer.allocate(5 + block.length)
            .putInt(exclusive ? Integer.MIN_VALUE : 0)
            .put((byte) (weight - 1))
            .put(block)
            .array();
    return frame(HEADERS, END_HEADERS | END_STREAM | WITH_PRIORITY, stream, payload);
  }

  /** The header section of a request, which is all of it if {@code end}. */
  public Http2Peer request(int stream, String method, String path, boolean end, String... fields)
      throws IOException {
    return headers(stream, end, requestFields(method, path, fields));
  }

  private String[] requestFields(String method, String path, String... fields) {
    List<String> all = new ArrayList<>();
    all.add(":method: " + method);
    all.add(":scheme: https");
    all.add(":path: " + path);
    all.add(":authority: " + authority);
    all.addAll(List.of(fields));
    return all.toArray(String[]::new);
  }

  /** A HEADERS frame of exactly these fields, {@code "name: value"}, pseudo-fields among them. */
  public Http2Peer headers(int stream, boolean end, String... fields) throws IOException {
    return frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, encode(fields));
  }

  /** A header block of these fields, {@code "name: value"}, as the next to be sent. */
  public byte[] encode(String... fields) {
    ByteBuffer block = ByteBuffer.allocate(1 << 16);
    for (String field : fields) {
      int colon = field.indexOf(": ", 1);
      encoder.encode(block, new HttpField(field.substring(0, colon), field.substring(colon + 2)));
    }
    byte[] bytes = new byte[block.flip().remaining()];
    block.get(bytes);
    return bytes;
  }

  /**
   * A field as it is said, right or wrong, for a header block: a literal that touches no table (RFC
   * 7541, section 6.2.2). The texts are ISO-8859-1, so that any byte can be said.
   */
  public static byte[] literal(String name, String value) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    field.write(0);
    for (String text : List.of(name, value)) {
      int rest = text.length() - 127; // in the seven bits of the first octet (section 5.1)
      field.write(Math.min(text.length(), 127));
      if (rest >= 0) {
        for (; rest >= 128; rest >>= 7) {
          field.write(0x80 | (rest & 0x7f));
        }
        field.write(rest);
      }
      field.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return field.toByteArray();
  }

  public Http2Peer data(int stream, byte[] bytes, boolean end) throws IOException {
    return frame(DATA, end ? END_STREAM : 0, stream, bytes);
  }

  public Http2Peer settings(Map<Integer, Integer> settings) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(6 * settings.size());
    settings.forEach((id, value) -> payload.putShort(id.shortValue()).putInt(value));
    return frame(SETTINGS, 0, 0, payload.array());
  }

  public Http2Peer ping(long opaque) throws IOException {
    return frame(PING, 0, 0, ByteBuffer.allocate(8).putLong(opaque).array());
  }

  public Http2Peer windowUpdate(int stream, int increment) throws IOException {
    return frame(WINDOW_UPDATE, 0, stream, integer(increment));
  }

  /** RFC 7540 section 6.3; the weight is 1 to 256. */
  public Http2Peer priority(int stream, int parent, int weight, boolean exclusive)
      throws IOException {
    byte[] payload = ByteBuffer.allocate(5).putInt(parent).put((byte) (weight - 1)).array();
    payload[0] |= (byte) (exclusive ? 0x80 : 0);
    return frame(PRIORITY, 0, stream, payload);
  }

  /** RFC 9218 section 7.1. */
  public Http2Peer priorityUpdate(int stream, String value) throws IOException {
    byte[] text = value.getBytes(StandardCharsets.US_ASCII);
    return frame(
        PRIORITY_UPDATE,
        0,
        0,
        ByteBuffer.allocate(4 + text.length).putInt(stream).put(text).array());
  }

  public Http2Peer reset(int stream, int error) throws IOException {
    return frame(RST_STREAM, 0, stream, integer(error));
  }

  /** RFC 9113, section 6.8. */
  public Http2Peer goAway(int lastStream, int error) throws IOException {
    return frame(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(lastStream).putInt(error).array());
  }

  /** Lets all that was gathered leave. */
  public Http2Peer flush() throws IOException {
    out.flush();
    return this;
  }

  // Receiving

  /** The next header section of the stream, of a response or its trailers. */
  public Headers wantHeaders(int stream) throws IOException {
    flush();
    while (true) {
      for (Iterator<Headers> i = sections.iterator(); i.hasNext(); ) {
        Headers section = i.next();
        if (section.stream == stream) {
          i.remove();
          return section;
        }
      }
      refuse(stream, "HEADERS");
      read();
    }
  }

  /** The next DATA frames of the stream, of exactly so many bytes together. */
  public byte[] wantData(int stream, int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < length) {
      bytes.writeBytes(wantFrame(stream, DATA).payload);
    }
    if (bytes.size() > length) {
      throw new AssertionError("DATA: " + bytes.size() + " bytes (expected: " + length + ")");
    }
    return bytes.toByteArray();
  }

  /** The rest of the body of the stream, to its end. */
  public byte[] wantBody(int stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Frame next;
    do {
      next = wantFrame(stream, DATA);
      bytes.writeBytes(next.payload);
    } while (!next.has(END_STREAM));
    return bytes.toByteArray();
  }

  /** The header section, and the body if there is one. */
  public Response wantResponse(int stream) throws IOException {
    Headers head = wantHeaders(stream);
    return new Response(head.status, head.all(), head.end ? new byte[0] : wantBody(stream));
  }

  /** The same; empty where the stream is reset instead, or the connection ended. */
  public Optional<Response> wantResponseOrReset(int stream) throws IOException {
    flush();
    while (sections.stream().noneMatch(section -> section.stream == stream)) {
      if (gone()
          || refused(stream)
          || frames.removeIf(f -> f.type == RST_STREAM && f.stream == stream)) {
        return Optional.empty();
      }
      read();
    }
    return Optional.of(wantResponse(stream));
  }

  /** Whether the server ended the connection for an error, as far as was read. */
  public boolean gone() {
    return frames.stream().anyMatch(f -> f.type == GOAWAY && f.integer(4) != NO_ERROR);
  }

  /** Whether the server said that it left the stream unread (RFC 9113, section 6.8). */
  public boolean refused(int stream) {
    return frames.stream().anyMatch(f -> f.type == GOAWAY && goAway(f).lastStream < stream);
  }

  /** The error code of the next RST_STREAM of the stream. */
  public int wantReset(int stream) throws IOException {
    return want(f -> f.type == RST_STREAM && f.stream == stream, "RST_STREAM of " + stream)
        .integer(0);
  }

  /** The next GOAWAY. */
  public GoAway wantGoAway() throws IOException {
    return goAway(want(f -> f.type == GOAWAY, "GOAWAY"));
  }

  /** The next SETTINGS that is no acknowledgement, by identifier. */
  public Map<Integer, Integer> wantSettings() throws IOException {
    ByteBuffer payload =
        ByteBuffer.wrap(want(f -> f.type == SETTINGS && !f.has(ACK), "SETTINGS").payload);
    Map<Integer, Integer> settings = new TreeMap<>();
    while (payload.hasRemaining()) {
      settings.put(payload.getShort() & 0xffff, payload.getInt());
    }
    return settings;
  }

  /** The next acknowledgement of SETTINGS. */
  public void wantSettingsAck() throws IOException {
    want(f -> f.type == SETTINGS && f.has(ACK), "ACK of SETTINGS");
  }

  /** Sends a PING and waits for its answer: all before it has been read by the server. */
  public void roundTrip() throws IOException {
    long opaque = System.nanoTime();
    ping(opaque);
    want(
        f -> f.type == PING && f.has(ACK) && ByteBuffer.wrap(f.payload).getLong() == opaque,
        "ACK of PING");
  }

  /** The next frame of that type on the stream. */
  public Frame wantFrame(int stream, int type) throws IOException {
    return want(f -> f.type == type && f.stream == stream, "type " + type + " on " + stream);
  }

  /**
   * The GOAWAY after which the server closed, or empty if it closed without, or if the network
   * dropped it because more of ours was on its way.
   */
  public Optional<GoAway> wantClosed() {
    try {
      flush();
    } catch (IOException e) {
      // What the server said before it closed may still be there to read.
    }
    try {
      while (true) {
        read();
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("open after " + DEADLINE_MILLIS + " ms (expected: closed)", e);
    } catch (IOException | AssertionError e) {
      return frames.stream().filter(f -> f.type == GOAWAY).findFirst().map(Http2Peer::goAway);
    }
  }

  /** The streams of all DATA frames, in their order, up to the end of so many streams. */
  public String wantTrace(int ends) throws IOException {
    List<String> trace = new ArrayList<>();
    for (int left = ends; left > 0; ) {
      Frame data = want(frame -> frame.type == DATA, "DATA");
      trace.add(Integer.toString(data.stream));
      left -= data.has(END_STREAM) ? 1 : 0;
    }
    return String.join(" ", trace);
  }

  /** Frames that were read and not wanted yet, other than HEADERS. */
  public List<Frame> unclaimed() {
    return List.copyOf(frames);
  }

  /** Lets all that was gathered leave and says, in TLS, that it was the last. */
  public void endOutput() throws IOException {
    flush();
    socket.shutdownOutput();
  }

  /** Ends as a crash does: nothing is said in TLS, and what is under way is lost. */
  public void abort() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  /** The certificate that the server showed. */
  public X509Certificate certificate() throws IOException {
    return TlsClient.certificate(socket);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Frame want(Predicate<Frame> wanted, String what) throws IOException {
    flush();
    while (true) {
      for (Iterator<Frame> i = frames.iterator(); i.hasNext(); ) {
        Frame frame = i.next();
        if (wanted.test(frame)) {
          i.remove();
          return frame;
        }
        if (frame.type == GOAWAY && frame.integer(4) != NO_ERROR) {
          throw new AssertionError(goAway(frame) + " (expected: " + what + ")");
        }
        if (frame.type == RST_STREAM && what.endsWith(" on " + frame.stream)) {
          throw new AssertionError("RST_STREAM " + frame.integer(0) + " (expected: " + what + ")");
        }
      }
      read();
    }
  }

  private void refuse(int stream, String what) {
    for (Frame frame : frames) {
      if (frame.type == RST_STREAM && frame.stream == stream) {
        throw new AssertionError(
            "RST_STREAM " + frame.integer(0) + " (expected: " + what + " of " + stream + ")");
      }
      if (frame.type == GOAWAY && frame.integer(4) != NO_ERROR) {
        throw new AssertionError(goAway(frame) + " (expected: " + what + " of " + stream + ")");
      }
    }
  }

  private void read() throws IOException {
    Frame frame = readFrame();
    switch (frame.type) {
      case HEADERS -> {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(frame.payload);
        for (Frame last = frame; !last.has(END_HEADERS); block.writeBytes(last.payload)) {
          last = readFrame();
        }
        sections.add(decode(frame, block.toByteArray()));
      }
      case SETTINGS -> {
        frames.add(frame);
        if (!frame.has(ACK)) {
          frame(SETTINGS, ACK, 0, new byte[0]).flush();
        }
      }
      case PING -> {
        frames.add(frame);
        if (!frame.has(ACK)) {
          frame(PING, ACK, 0, frame.payload).flush();
        }
      }
      case DATA -> {
        frames.add(frame);
        if (autoWindow && frame.payload.length > 0) {
          windowUpdate(0, frame.payload.length);
          if (!frame.has(END_STREAM)) {
            windowUpdate(frame.stream, frame.payload.length);
          }
          flush();
        }
      }
      default -> frames.add(frame);
    }
  }

  private Frame readFrame() throws IOException {
    int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & 0x7fffffff;
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(type, flags, stream, payload);
  }

  private Headers decode(Frame frame, byte[] block) {
    try {
      MetaData section = decoder.decode(ByteBuffer.wrap(block));
      int status = section instanceof MetaData.Response response ? response.getStatus() : 0;
      return new Headers(frame.stream, status, section.getHttpFields(), frame.has(END_STREAM));
    } catch (HpackException e) {
      throw new AssertionError("HPACK: " + e.getMessage(), e);
    }
  }

  private static GoAway goAway(Frame frame) {
    String reason = new String(frame.payload, 8, frame.payload.length - 8, StandardCharsets.UTF_8);
    return new GoAway(frame.integer(0) & 0x7fffffff, frame.integer(4), reason);
  }

  private static byte[] integer(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }
}

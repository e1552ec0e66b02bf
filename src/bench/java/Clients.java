import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Many clients of one server on this machine: each fetches some files, over six connections of
 * HTTP/1.1 or one of HTTP/2, and keeps its connections.
 *
 * <p>Arguments: port, {@code h1} or {@code h2}, how many, a file with paths. Prints {@code ready}
 * when all have their files, and ends with its standard input.
 */
final class Clients {
  private static final int CONNECTIONS_OF_HTTP1 = 6;

  private final int port;
  private final List<String> paths;
  private final SslContextFactory.Client tls = new SslContextFactory.Client(true);
  private final HTTP2Client http2 = new HTTP2Client();
  private final List<Object> kept = new ArrayList<>();

  private Clients(int port, List<String> paths) throws Exception {
    this.port = port;
    this.paths = paths;
    tls.start();
    http2.start();
  }

  public static void main(String[] args) {
    try {
      var clients = new Clients(Integer.parseInt(args[0]), Files.readAllLines(Path.of(args[3])));
      clients.open(args[1], Integer.parseInt(args[2]));
      System.out.println("ready");
      while (System.in.read() >= 0) {}
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private void open(String protocol, int count) throws Exception {
    try (ExecutorService few = Executors.newFixedThreadPool(8)) {
      var all = new ArrayList<Future<Object>>();
      for (int i = 0; i < count; i++) {
        if (protocol.equals("h2")) {
          all.add(few.submit(this::http2));
        } else {
          for (int c = 0; c < CONNECTIONS_OF_HTTP1; c++) {
            int first = c;
            all.add(few.submit((Callable<Object>) () -> http1(first)));
          }
        }
      }
      for (var each : all) kept.add(each.get());
    }
  }

  private Object http2() throws Exception {
    Session session =
        http2
            .connect(tls, new InetSocketAddress("localhost", port), new Session.Listener() {})
            .get(60, TimeUnit.SECONDS);
    var all = new ArrayList<CompletableFuture<Void>>();
    for (String path : paths) {
      var done = new CompletableFuture<Void>();
      var head =
          new MetaData.Request(
              "GET",
              HttpURI.from("https://localhost:" + port + path),
              HttpVersion.HTTP_2,
              HttpFields.EMPTY);
      session.newStream(
          new HeadersFrame(head, null, true),
          new Stream.Listener() {
            @Override
            public void onHeaders(Stream stream, HeadersFrame frame) {
              stream.demand();
            }

            @Override
            public void onDataAvailable(Stream stream) {
              Stream.Data data = stream.readData();
              boolean last = data != null && data.frame().isEndStream();
              if (data != null) data.release();
              if (last) done.complete(null);
              else stream.demand();
            }
          });
      all.add(done);
    }
    for (var each : all) each.get(60, TimeUnit.SECONDS);
    return session;
  }

  /** Every sixth of the files. */
  private Object http1(int first) throws Exception {
    var socket = (SSLSocket) tls.getSslContext().getSocketFactory().createSocket("localhost", port);
    socket.setTcpNoDelay(true);
    var out = socket.getOutputStream();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    for (int i = first; i < paths.size(); i += CONNECTIONS_OF_HTTP1) {
      String request = "GET " + paths.get(i) + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      if (!line(in).contains(" 200")) throw new IllegalStateException(paths.get(i) + ": no 200");
      int length = 0;
      for (String field; !(field = line(in)).isEmpty(); ) {
        if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(field.substring(15).strip());
        }
      }
      in.skipNBytes(length);
    }
    return socket;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c; (c = in.read()) != '\n'; ) {
      if (c < 0) throw new IOException("closed");
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }
}

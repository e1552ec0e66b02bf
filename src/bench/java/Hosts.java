import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * A client that fetches the files of several hosts of one server: over one connection of HTTP/2,
 * over one for each host, and over six of HTTP/1.1 for each.
 *
 * <p>Arguments: address, port, device of the link, rounds, a file with lines {@code HOST PATH}.
 * Prints lines {@code WAY METRIC FIGURE}: connections, bytes over the link both ways with all
 * headers, and the milliseconds from the first connection to the last byte of the last file.
 */
final class Hosts {
  private static final int CONNECTIONS_OF_HTTP1 = 6;

  private final InetSocketAddress server;
  private final Path counters = Path.of("/proc/net/dev");
  private final String device;
  private final Map<String, List<String>> files = new TreeMap<>();
  private final AtomicInteger connections = new AtomicInteger();

  private Hosts(String address, int port, String device) {
    this.server = new InetSocketAddress(InetAddress.ofLiteral(address), port);
    this.device = device;
  }

  public static void main(String[] args) {
    try {
      Hosts hosts = new Hosts(args[0], Integer.parseInt(args[1]), args[2]);
      for (String line : Files.readAllLines(Path.of(args[4]))) {
        String[] words = line.split(" ");
        hosts.files.computeIfAbsent(words[0], host -> new ArrayList<>()).add(words[1]);
      }
      for (int round = 0; round <= Integer.parseInt(args[3]); round++) {
        hosts.measure(
            "one-connection", round > 0, () -> hosts.http2(List.copyOf(hosts.files.keySet())));
        hosts.measure("one-a-host", round > 0, hosts::separate);
        hosts.measure("HTTP/1.1,six-a-host", round > 0, hosts::http1);
      }
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private interface Way {
    void fetch() throws Exception;
  }

  private void measure(String name, boolean told, Way way) throws Exception {
    connections.set(0);
    long bytes = bytes();
    long began = System.nanoTime();
    way.fetch();
    double millis = (System.nanoTime() - began) / 1e6;
    Thread.sleep(300); // What was said at the end is under way.
    if (told) {
      System.out.printf(
          Locale.ROOT,
          "%s connections %d%n%s bytes %d%n%s time %.0f%n",
          name,
          connections.get(),
          name,
          bytes() - bytes,
          name,
          millis);
    }
  }

  /** Received and sent by the device so far. */
  private long bytes() throws IOException {
    for (String line : Files.readAllLines(counters)) {
      String[] words = line.strip().split("[: ]+");
      if (words[0].equals(device)) return Long.parseLong(words[1]) + Long.parseLong(words[9]);
    }
    throw new IllegalStateException(device + ": no such device");
  }

  private void separate() throws Exception {
    var all = new ArrayList<CompletableFuture<Void>>();
    for (String host : files.keySet()) all.add(run(() -> http2(List.of(host))));
    for (var each : all) each.get(120, TimeUnit.SECONDS);
  }

  private static CompletableFuture<Void> run(Way way) {
    var done = new CompletableFuture<Void>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                way.fetch();
                done.complete(null);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  private void http2(List<String> hosts) throws Exception {
    var client = new HTTP2Client();
    client.setInitialStreamRecvWindow(1 << 20);
    client.setInitialSessionRecvWindow(16 << 20);
    client.start();
    var tls = new SslContextFactory.Client(true); // Who it is has been asked when it started.
    tls.start();
    var address =
        new InetSocketAddress(
            InetAddress.getByAddress(hosts.getFirst(), server.getAddress().getAddress()),
            server.getPort());
    connections.incrementAndGet();
    Session session =
        client.connect(tls, address, new Session.Listener() {}).get(60, TimeUnit.SECONDS);
    var all = new ArrayList<CompletableFuture<Void>>();
    for (String host : hosts) {
      for (String path : files.get(host)) {
        while (session.getStreams().size() >= 100)
          Thread.sleep(1); // As browsers and servers allow.
        var fetch = new Fetch();
        String url = "https://" + host + ":" + server.getPort() + path;
        session.newStream(
            new HeadersFrame(
                new MetaData.Request(
                    "GET", HttpURI.from(url), HttpVersion.HTTP_2, HttpFields.EMPTY),
                null,
                true),
            fetch);
        all.add(fetch.done);
      }
    }
    for (var each : all) each.get(120, TimeUnit.SECONDS);
    client.stop();
  }

  /** One response of HTTP/2. */
  private static final class Fetch implements Stream.Listener {
    final CompletableFuture<Void> done = new CompletableFuture<>();

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame) {
      int status = ((MetaData.Response) frame.getMetaData()).getStatus();
      if (status != 200) done.completeExceptionally(new IllegalStateException("status " + status));
      stream.demand();
    }

    @Override
    public void onDataAvailable(Stream stream) {
      Stream.Data data = stream.readData();
      if (data == null) {
        stream.demand();
        return;
      }
      boolean last = data.frame().isEndStream();
      data.release();
      if (last) done.complete(null);
      else stream.demand();
    }
  }

  private void http1() throws Exception {
    var all = new ArrayList<CompletableFuture<Void>>();
    for (var host : files.entrySet()) {
      Queue<String> left = new ConcurrentLinkedQueue<>(host.getValue());
      for (int i = 0; i < CONNECTIONS_OF_HTTP1; i++) {
        all.add(run(() -> http1(host.getKey(), left)));
      }
    }
    for (var each : all) each.get(120, TimeUnit.SECONDS);
  }

  /** One connection, which takes the next path when it has the response to the one before. */
  private void http1(String host, Queue<String> left) throws Exception {
    var tls = new SslContextFactory.Client(true);
    tls.start();
    connections.incrementAndGet();
    try (var plain = new Socket()) {
      plain.connect(server);
      plain.setTcpNoDelay(true);
      var socket =
          tls.getSslContext().getSocketFactory().createSocket(plain, host, server.getPort(), true);
      var out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String path; (path = left.poll()) != null; ) {
        String request =
            "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + server.getPort() + "\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        if (!line(in).contains(" 200")) throw new IllegalStateException(path + ": no 200");
        int length = 0;
        for (String field; !(field = line(in)).isEmpty(); ) {
          if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(field.substring(15).strip());
          }
        }
        in.skipNBytes(length);
      }
    }
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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.PriorityFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A client that asks for an urgent file again and again while a bulk fills the same connection.
 *
 * <p>Arguments: address of the servers, rounds, path of the bulk, path of the urgent file, then
 * {@code NAME=PORT} for each server. Prints lines {@code NAME METRIC FIGURE}: for each round the
 * median, the least and the most milliseconds of the urgent files, those of the bulk, and the
 * kbit/s of all bodies until the bulk ended. A round before the first is not told: it warms.
 */
final class Overtake {
  private static final int STREAM_WINDOW = 16 << 20; // No bound of the client's own.
  private static final int CONNECTION_WINDOW = 32 << 20;
  private static final int PAUSE_MILLIS = 500;

  private Overtake() {}

  public static void main(String[] args) {
    try {
      measure(args);
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1); // The client's threads would wait for ever.
    }
  }

  private static void measure(String[] args) throws Exception {
    var client = new HTTP2Client();
    client.setInitialStreamRecvWindow(STREAM_WINDOW);
    client.setInitialSessionRecvWindow(CONNECTION_WINDOW);
    client.start();
    var tls = new SslContextFactory.Client(true); // Who it is has been asked when it started.
    tls.setSNIProvider(SslContextFactory.Client.SniProvider.NON_DOMAIN_SNI_PROVIDER);
    tls.start();
    var host = InetAddress.getByAddress("localhost", InetAddress.ofLiteral(args[0]).getAddress());
    for (int round = 0; round <= Integer.parseInt(args[1]); round++) {
      for (String server : List.of(args).subList(4, args.length)) {
        String name = server.substring(0, server.indexOf('='));
        var address =
            new InetSocketAddress(host, Integer.parseInt(server.substring(name.length() + 1)));
        Session session =
            client.connect(tls, address, new Session.Listener() {}).get(30, TimeUnit.SECONDS);
        String measured = measure(session, address.getPort(), args[2], args[3]);
        session.close(ErrorCode.NO_ERROR.code, null, Callback.NOOP);
        if (round > 0) measured.lines().forEach(line -> System.out.println(name + " " + line));
      }
    }
  }

  private static String measure(Session session, int port, String bulkPath, String urgentPath)
      throws Exception {
    String origin = "https://localhost:" + port;
    // The connection is one that has been used, by a client that asks in the middle of both.
    get(session, origin + urgentPath, "u=3", 16).done.get(30, TimeUnit.SECONDS);
    Transfer bulk = get(session, origin + bulkPath, "u=7", 1);
    var urgent = new ArrayList<Transfer>();
    while (!ended(bulk)) {
      Transfer next = get(session, origin + urgentPath, "u=0", 256);
      urgent.add(next);
      next.done.get(120, TimeUnit.SECONDS);
    }
    bulk.done.get(120, TimeUnit.SECONDS);
    if (urgent.isEmpty()) throw new IllegalStateException("the bulk ended within the first pause");
    double[] millis = urgent.stream().mapToDouble(Transfer::millis).sorted().toArray();
    int n = millis.length;
    long bytes = bulk.bytes;
    for (Transfer one : urgent) if (one.ended - bulk.ended <= 0) bytes += one.bytes;
    return String.format(
        Locale.ROOT,
        "urgent %.1f%nleast %.1f%nmost %.1f%nbulk %.0f%nrate %.0f%n",
        (millis[(n - 1) / 2] + millis[n / 2]) / 2,
        millis[0],
        millis[n - 1],
        bulk.millis(),
        bytes * 8 / bulk.millis());
  }

  /** Waits until it is time for the next urgent file; whether the bulk ended meanwhile. */
  private static boolean ended(Transfer bulk) throws Exception {
    return CompletableFuture.anyOf(
            bulk.done,
            new CompletableFuture<>().completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS))
        .thenApply(any -> bulk.done.isDone())
        .get();
  }

  /** Asks with both signals, that of RFC 9218 and that of RFC 7540, as browsers do. */
  private static Transfer get(Session session, String url, String priority, int weight) {
    var request =
        new MetaData.Request(
            "GET",
            HttpURI.from(url),
            HttpVersion.HTTP_2,
            HttpFields.build().put("priority", priority));
    var transfer = new Transfer();
    session
        .newStream(new HeadersFrame(request, new PriorityFrame(0, weight, false), true), transfer)
        .whenComplete(
            (stream, failure) -> {
              if (failure != null) transfer.done.completeExceptionally(failure);
            });
    return transfer;
  }

  /** One response: how much of it has come, and when all. */
  private static final class Transfer implements Stream.Listener {
    final CompletableFuture<Void> done = new CompletableFuture<>();
    private final long began = System.nanoTime();
    private volatile long ended;
    private volatile long bytes;

    double millis() {
      return (ended - began) / 1e6;
    }

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame) {
      int status = ((MetaData.Response) frame.getMetaData()).getStatus();
      if (status != 200 || frame.isEndStream()) {
        done.completeExceptionally(new IllegalStateException("status " + status + ", or no body"));
      }
      stream.demand();
    }

    @Override
    public void onDataAvailable(Stream stream) {
      for (Stream.Data data; (data = stream.readData()) != null; ) {
        bytes += data.frame().remaining();
        boolean last = data.frame().isEndStream();
        data.release();
        if (last) {
          ended = System.nanoTime();
          done.complete(null);
          return;
        }
      }
      stream.demand();
    }

    @Override
    public void onReset(Stream stream, ResetFrame frame, Callback callback) {
      done.completeExceptionally(new IllegalStateException("reset: " + frame));
      callback.succeeded();
    }

    @Override
    public void onFailure(
        Stream stream, int error, String reason, Throwable failure, Callback callback) {
      done.completeExceptionally(new IllegalStateException("failed: " + reason, failure));
      callback.succeeded();
    }
  }
}

package dev.weft.server;

import dev.weft.asset.AssetStore;
import dev.weft.asset.Folder;
import dev.weft.config.Configuration;
import dev.weft.config.SiteSettings;
import dev.weft.http.DictionaryPolicy;
import dev.weft.http.Field;
import dev.weft.http.Site;
import dev.weft.http.Sites;
import dev.weft.origin.Origin;
import dev.weft.status.Live;
import dev.weft.status.PageLoads;
import dev.weft.status.Phase;
import dev.weft.status.Shown;
import dev.weft.status.Traffic;
import dev.weft.tls.CredentialFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SecuredRedirectHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The running server: sites, their assets, and Jetty in front of them. */
public final class WeftServer implements AutoCloseable {
  private static final int DISK_THREADS = 16;
  private static final int PERMANENT_REDIRECT = 308;

  private final CredentialFiles credentials;
  private final Consumer<String> problems;
  private final AssetStore store;
  private final Sites sites;
  private final ServedSites served = new ServedSites();
  private final Flattening flattening;
  private final Server server;
  private final ExecutorService disk = diskPool();
  private final List<ServerConnector> connectors = new ArrayList<>();
  private final Live live = new Live();
  private final LivePages pages;
  private volatile Phase phase = Phase.STARTING;

  private WeftServer(
      Configuration configuration, CredentialFiles credentials, Notices notices, Server server)
      throws IOException {
    this.credentials = credentials;
    this.problems = notices.problems();
    this.server = server;
    this.store = new AssetStore(Stores.options(configuration.store()), notices.problems());
    this.flattening = new Flattening(store);
    List<Site> inOrder = new ArrayList<>();
    for (SiteSettings settings : configuration.sites()) {
      Folder folder = store.open(settings.root());
      Site site = new Site(settings, folder::catalogue, transportSecurity(configuration.tls()));
      inOrder.add(site);
      served.add(site, folder);
    }
    this.sites = new Sites(inOrder);

    PageLoads loads = new PageLoads(System::nanoTime);
    this.pages = new LivePages(server, new Shown(live, loads, this::now));
    Handler all =
        new StatusHandler(
            new AssetHandler(
                sites, served, credentials, new Beacon(loads), disk, accounts(configuration)),
            new StatusAccess(configuration.status()),
            pages,
            () -> phase,
            accounts(configuration));
    server.setHandler(
        configuration.listen().httpPort().isPresent()
            ? new SecuredRedirectHandler(all, PERMANENT_REDIRECT)
            : all);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(TimeUnit.SECONDS.toMillis(configuration.limits().drainTimeout()));
    configuration
        .accessLog()
        .ifPresent(log -> server.setRequestLog(new AccessLog(log.format(), writer(log, notices))));
    server.addBean(new NetworkConnectionLimit(configuration.limits().connections(), server));
  }

  /**
   * Where the server says what a person should know.
   *
   * @param problems one line each, of what goes on without stopping: a certificate that could not
   *     be reloaded, a cache that cannot be written
   * @param accessLog lines of an access log that goes to standard output
   */
  public record Notices(Consumer<String> problems, Consumer<String> accessLog) {}

  /**
   * Starts to serve; returns when connections are accepted.
   *
   * @throws IOException when a folder cannot be read or a port cannot be had; its message is for
   *     people
   */
  public static WeftServer start(
      Configuration configuration, CredentialFiles credentials, Notices notices)
      throws IOException {
    return start(configuration, credentials, notices, new Server(threads()));
  }

  /** With a Jetty that somebody looks into. */
  static WeftServer start(
      Configuration configuration, CredentialFiles credentials, Notices notices, Server server)
      throws IOException {
    Optional<Path> log = configuration.accessLog().flatMap(Configuration.AccessLog::file);
    if (log.isPresent()) {
      AccessLog.requireWritable(log.get());
    }
    WeftServer weft = new WeftServer(configuration, credentials, notices, server);
    try {
      Connectors build =
          new Connectors(
              configuration,
              weft.server,
              credentials.current(),
              endPoint -> weft.origins(endPoint, configuration.http2().originFrame()),
              weft.live);
      int port = configuration.listen().port();
      for (String bind : configuration.listen().bind()) {
        ServerConnector connector = build.secure(bind, port);
        weft.open(connector, bind, port);
        port = connector.getLocalPort(); // port 0: the others share the one that was picked
      }
      if (configuration.listen().httpPort().isPresent()) {
        int plain = configuration.listen().httpPort().get();
        for (String bind : configuration.listen().bind()) {
          weft.open(build.plain(bind, plain, port), bind, plain);
        }
      }
      weft.run(build, notices);
      return weft;
    } catch (IOException | RuntimeException e) {
      try {
        weft.close();
      } catch (IllegalStateException stopping) {
        e.addSuppressed(stopping); // what came first is what a person has to know
      }
      throw e;
    }
  }

  private void open(ServerConnector connector, String bind, int port) throws IOException {
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException(
          ours(bind)
              ? "port: " + port + " on " + bind + " (expected: free and permitted)"
              : "bind: " + bind + " (expected: an address of this machine)",
          e);
    }
    connectors.add(connector);
    server.addConnector(connector);
  }

  private static boolean ours(String bind) {
    try {
      InetAddress address = InetAddress.getByName(bind);
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private void run(Connectors build, Notices notices) throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      throw e instanceof IOException io
          ? io
          : new IOException("the server did not start: " + e.getMessage(), e);
    }
    new CertificateReload(
            credentials,
            build.tls(),
            connectors.getFirst().getScheduler(),
            disk,
            build::retire,
            notices.problems())
        .schedule();
    store.start(); // not before, for it would take a core from what the first visitor waits for
    sites.all().forEach(this::followDictionaries);
    sites.all().forEach(site -> flattening.follow(site, served.of(site).folder(), port()));
    Origins.uncovered(sites, credentials.current()).forEach(notices.problems());
    phase = Phase.READY;
    Warmup.begin(credentials.current());
  }

  private void followDictionaries(Site site) {
    DictionaryPolicy policy = site.dictionaryPolicy();
    if (policy != null) {
      site.compressAgainst(store.dictionaries(served.of(site).folder(), policy.rules()));
    }
  }

  /** The version of Jetty that serves. */
  public static String jettyVersion() {
    return org.eclipse.jetty.util.Jetty.VERSION;
  }

  /** The port of HTTPS. */
  public int port() {
    return connectors.getFirst().getLocalPort();
  }

  /** One URL for each origin that is served, as a person would open it. */
  public List<URI> origins() {
    return Origins.of(sites, credentials.current(), port());
  }

  /** What the ORIGIN frame of a connection says; empty for none. */
  private Optional<List<Origin>> origins(EndPoint endPoint, Configuration.OriginFrame wanted) {
    return endPoint.getLocalSocketAddress() instanceof InetSocketAddress local
            && Origins.announced(sites, Handshakes.of(endPoint), local.getPort(), wanted)
                instanceof Announcement.Frame(var said)
        ? Optional.of(said)
        : Optional.empty();
  }

  /** What came to each site so far. */
  public List<Traffic.Snapshot> traffic() {
    return served.snapshots();
  }

  private Shown.Now now() {
    return new Shown.Now(
        phase,
        connectors.stream().mapToInt(each -> each.getConnectedEndPoints().size()).sum(),
        served.counters(),
        Objects.requireNonNullElse(
            WeftServer.class.getPackage().getImplementationVersion(), "(not packaged)"),
        jettyVersion());
  }

  /** Whether nothing is left to be loaded, made flat or compressed now. */
  public boolean settled() {
    return flattening.settled() && store.settled();
  }

  /**
   * Stops: no new connection, GOAWAY on those there are, and what is in flight finishes, for as
   * long as the drain timeout says.
   */
  @Override
  public void close() {
    phase = Phase.DRAINING;
    pages.close();
    try {
      server.stop();
    } catch (TimeoutException e) {
      problems.accept("drain-timeout is over: what was still being sent was cut short");
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop: " + e.getMessage(), e);
    } finally {
      disk.shutdownNow();
      flattening.close();
      store.close();
    }
  }

  static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("weft");
    threads.setDaemon(true);
    return threads;
  }

  /**
   * Daemon threads that end when idle; reads queue up, bounded by the streams of all connections.
   */
  private static ExecutorService diskPool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            DISK_THREADS,
            DISK_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("weft-disk-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static List<Field> transportSecurity(Configuration.Tls tls) {
    if (tls.hstsMaxAge() == 0) {
      return List.of();
    }
    String subdomains = tls.hstsSubdomains() ? "; includeSubDomains" : "";
    return List.of(
        new Field("Strict-Transport-Security", "max-age=" + tls.hstsMaxAge() + subdomains));
  }

  private static boolean accounts(Configuration configuration) {
    return configuration
        .accessLog()
        .filter(log -> log.format() == Configuration.AccessLog.Format.JSON)
        .isPresent();
  }

  private RequestLog.Writer writer(Configuration.AccessLog log, Notices notices) {
    if (log.file().isEmpty()) {
      return notices.accessLog()::accept;
    }
    var writer = new org.eclipse.jetty.server.AsyncRequestLogWriter(log.file().get().toString());
    writer.setAppend(true);
    writer.setRetainDays(0);
    server.addBean(writer);
    return writer;
  }
}

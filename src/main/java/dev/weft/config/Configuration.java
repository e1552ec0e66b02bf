package dev.weft.config;

import dev.weft.origin.Authority;
import dev.weft.origin.Origin;
import dev.weft.priority.Scheduling;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the server is told, from the command line or from {@code weft.toml}; paths are
 * absolute.
 */
public record Configuration(
    Listen listen,
    Tls tls,
    Http2 http2,
    Limits limits,
    Store store,
    Optional<AccessLog> accessLog,
    Status status,
    List<SiteSettings> sites) {

  public Configuration {
    sites = List.copyOf(sites);
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("site: none (expected: at least one)");
    }
    Set<Authority> claimed = new HashSet<>();
    for (SiteSettings site : sites) {
      for (Authority authority : site.authorities()) {
        if (!claimed.add(authority)) {
          throw new IllegalArgumentException("authority: " + authority + " (expected: once)");
        }
      }
    }
    if (sites.stream().filter(site -> site.authorities().isEmpty()).count() > 1) {
      throw new IllegalArgumentException("site: two without authorities (expected: at most one)");
    }
  }

  /**
   * What is served where nothing is said.
   *
   * @param certificates the folder of the development certificates
   */
  public static Configuration defaults(Path certificates, List<SiteSettings> sites) {
    return new Configuration(
        Listen.DEFAULT,
        Tls.development(certificates),
        Http2.DEFAULT,
        Limits.DEFAULT,
        Store.defaults(),
        Optional.empty(),
        Status.DEFAULT,
        sites);
  }

  /**
   * Where connections are accepted.
   *
   * @param bind addresses or names of this machine
   * @param port of HTTPS; 0 picks a free one
   * @param httpPort of plain HTTP that redirects to HTTPS; empty for none
   */
  public record Listen(List<String> bind, int port, Optional<Integer> httpPort) {
    static final Range PORT = new Range(0, 65535);

    public static final int DEFAULT_PORT = 8443;

    /** The loopback address and the port of every default. */
    public static final Listen DEFAULT =
        new Listen(List.of("127.0.0.1"), DEFAULT_PORT, Optional.empty());

    public Listen {
      bind = List.copyOf(bind);
      if (bind.isEmpty()) {
        throw new IllegalArgumentException("bind: nothing (expected: at least one address)");
      }
      PORT.check("port", port);
      httpPort.ifPresent(p -> PORT.check("http-port", p));
    }
  }

  /**
   * Certificates, and what is told to clients about TLS.
   *
   * @param directory where the development certificate and its authority are kept
   * @param certificates PEM files; none means the development certificate
   * @param hstsMaxAge seconds of Strict-Transport-Security, at most ten years; 0 sends none
   * @param hstsSubdomains whether it includes subdomains
   */
  public record Tls(
      Path directory,
      List<CertificateFiles> certificates,
      long hstsMaxAge,
      boolean hstsSubdomains) {
    static final Range HSTS_MAX_AGE = new Range(0, 10L * 365 * 24 * 60 * 60);

    public Tls {
      certificates = List.copyOf(certificates);
      HSTS_MAX_AGE.check("hsts-max-age", hstsMaxAge);
    }

    /** The development certificate, kept in this folder, and no HSTS. */
    public static Tls development(Path directory) {
      return new Tls(directory, List.of(), 0, false);
    }

    /** The same with these certificates instead. */
    public Tls withCertificates(List<CertificateFiles> other) {
      return new Tls(directory, other, hstsMaxAge, hstsSubdomains);
    }
  }

  /**
   * A certificate chain and its key, as PEM files. The key may stand in the same file.
   *
   * @param password of an encrypted key; empty for none
   */
  public record CertificateFiles(Path certificate, Path key, Optional<String> password) {
    /** The paths alone: a password is for nobody's log. */
    @Override
    public String toString() {
      return certificate + " and " + key;
    }
  }

  /**
   * HTTP/2 of every connection.
   *
   * @param maxConcurrentStreams 1..10000
   * @param scheduler in what order responses leave
   * @param noRfc7540Priorities whether SETTINGS_NO_RFC7540_PRIORITIES is sent and PRIORITY frames
   *     are ignored (RFC 9218, section 2.1)
   */
  public record Http2(
      int maxConcurrentStreams,
      Budgets budgets,
      Scheduling scheduler,
      boolean noRfc7540Priorities,
      OriginFrame originFrame) {
    static final Range STREAMS = new Range(1, 10_000);

    public static final Http2 DEFAULT =
        new Http2(128, Budgets.DEFAULT, Scheduling.PRIORITY, false, OriginFrame.OF_SITES);

    public Http2 {
      STREAMS.check("max-concurrent-streams", maxConcurrentStreams);
    }

    /** The same with so many requests at once on one connection. */
    public Http2 withMaxConcurrentStreams(int other) {
      return new Http2(other, budgets, scheduler, noRfc7540Priorities, originFrame);
    }

    /** The same with responses leaving in another order. */
    public Http2 withScheduler(Scheduling other) {
      return new Http2(maxConcurrentStreams, budgets, other, noRfc7540Priorities, originFrame);
    }
  }

  /**
   * The ORIGIN frame (RFC 8336) of every connection.
   *
   * @param sent whether there is one
   * @param origins what it says, as far as the certificate of the connection covers it; empty for
   *     the origins of the sites
   */
  public record OriginFrame(boolean sent, Optional<List<Origin>> origins) {
    /** The origins of the sites that the connection may be used for. */
    public static final OriginFrame OF_SITES = new OriginFrame(true, Optional.empty());

    public static final OriginFrame NONE = new OriginFrame(false, Optional.empty());

    public OriginFrame {
      origins = origins.map(List::copyOf);
    }
  }

  /**
   * How many control frames of each kind a connection may send: a burst at once, then so many a
   * second. Over it the connection ends with ENHANCE_YOUR_CALM.
   *
   * @param priority PRIORITY and PRIORITY_UPDATE: browsers send a hundred at once for a page of
   *     images
   * @param reset RST_STREAM of streams that were answered: a navigation away cancels all at once
   * @param control everything else that costs work and moves no bytes: PING, SETTINGS,
   *     CONTINUATION, errors
   */
  public record Budgets(Budget priority, Budget reset, Budget control) {
    public static final Budgets DEFAULT =
        new Budgets(new Budget(1000, 500), new Budget(1000, 100), new Budget(100, 100));
  }

  /** A token bucket: {@code burst} at once, refilled at {@code perSecond}. */
  public record Budget(int burst, int perSecond) {
    static final Range FRAMES = new Range(1, 1_000_000);

    public Budget {
      FRAMES.check("burst", burst);
      FRAMES.check("per-second", perSecond);
    }
  }

  /**
   * What one peer, and all peers together, may take. Times in seconds.
   *
   * @param connections of all peers at once
   * @param idleTimeout after which a connection that moves nothing is closed
   * @param drainTimeout for which a stop waits for responses in flight
   * @param requestHeaderBytes of one request
   */
  public record Limits(
      int connections,
      int connectionsPerAddress,
      int idleTimeout,
      int drainTimeout,
      int requestHeaderBytes) {
    static final Range CONNECTIONS = new Range(1, 1_000_000);
    static final Range IDLE_TIMEOUT = new Range(1, 3600);
    static final Range DRAIN_TIMEOUT = new Range(0, 3600);
    static final Range HEADER_BYTES = new Range(1024, 65_536);

    public static final Limits DEFAULT = new Limits(10_000, 1_000, 30, 30, 8192);

    public Limits {
      CONNECTIONS.check("connections", connections);
      CONNECTIONS.check("connections-per-address", connectionsPerAddress);
      IDLE_TIMEOUT.check("idle-timeout", idleTimeout);
      DRAIN_TIMEOUT.check("drain-timeout", drainTimeout);
      HEADER_BYTES.check("request-header-bytes", requestHeaderBytes);
    }
  }

  /**
   * How assets are kept.
   *
   * @param memory bytes of all bodies held in memory; empty for a quarter of the heap
   * @param smallFile bytes up to which a body may be held in memory
   * @param compress whether Weft compresses what has no sidecar
   * @param cache folder of what was compressed; empty for none
   * @param cacheSize bytes that folder may grow to
   */
  public record Store(
      Optional<Long> memory,
      long smallFile,
      boolean compress,
      Optional<Path> cache,
      long cacheSize) {
    static final Range BYTES = Range.NATURAL;
    static final Range SMALL_FILE = new Range(0, 64L << 20);

    public Store {
      memory.ifPresent(m -> BYTES.check("memory", m));
      SMALL_FILE.check("small-file", smallFile);
      BYTES.check("cache-size", cacheSize);
    }

    /** A quarter of the heap, and a gibibyte in this user's cache folder. */
    public static Store defaults() {
      return new Store(Optional.empty(), 1L << 20, true, CacheFolder.ofUser(), 1L << 30);
    }
  }

  /**
   * A line for every response.
   *
   * @param file empty for standard output
   */
  public record AccessLog(Optional<Path> file, Format format) {
    /** How a line of the access log is written. */
    public enum Format {
      COMBINED,
      JSON
    }
  }

  /**
   * Who may look at {@code /.weft/}: the live page, the metrics, the health. Without any setting
   * those who ask from this machine, for this machine.
   *
   * @param enabled whether there is such a thing
   * @param authority a name of its own, at which it is there as well; empty for none
   * @param token what everybody has to know, this machine too; empty for nothing
   * @param openHealth whether anybody may ask for the health
   */
  public record Status(
      boolean enabled, Optional<Authority> authority, Optional<String> token, boolean openHealth) {
    /** For this machine alone. */
    public static final Status DEFAULT =
        new Status(true, Optional.empty(), Optional.empty(), false);

    private static final int LEAST_TOKEN = 16;

    public Status {
      authority.ifPresent(SiteSettings::requireServerName);
      token.ifPresent(secret -> requireToken("token", secret));
    }

    /**
     * Refuses what could be guessed.
     *
     * @param where it stands, for people
     */
    static void requireToken(String where, String token) {
      if (token.length() < LEAST_TOKEN || !token.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
        throw new IllegalArgumentException(
            "%s: %d characters (expected: at least %d, of ASCII, none of them a space)"
                .formatted(where, token.length(), LEAST_TOKEN));
      }
    }

    /** Without the token, which is for nobody's log. */
    @Override
    public String toString() {
      return "Status[enabled=%s, authority=%s, token=%s, openHealth=%s]"
          .formatted(enabled, authority, token.isPresent() ? "..." : "none", openHealth);
    }
  }
}

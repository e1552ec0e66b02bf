package dev.weft.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
    List<SiteSettings> sites) {

  public Configuration {
    sites = List.copyOf(sites);
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("site: none (expected: at least one)");
    }
  }

  /**
   * Where connections are accepted.
   *
   * @param bind addresses or names of this machine
   * @param port of HTTPS; 0 picks a free one
   * @param httpPort of plain HTTP that redirects to HTTPS; empty for none
   */
  public record Listen(List<String> bind, int port, Optional<Integer> httpPort) {
    public static final int DEFAULT_PORT = 8443;

    public Listen {
      bind = List.copyOf(bind);
      if (bind.isEmpty()) {
        throw new IllegalArgumentException("bind: nothing (expected: at least one address)");
      }
      Check.range("port", port, 0, 65535);
      httpPort.ifPresent(p -> Check.range("http-port", p, 0, 65535));
    }
  }

  /**
   * Certificates, and what is told to clients about TLS.
   *
   * @param directory where the development certificate and its authority are kept
   * @param certificates PEM files; none means the development certificate
   * @param hstsMaxAge seconds of Strict-Transport-Security; 0 sends none
   * @param hstsSubdomains whether it includes subdomains
   */
  public record Tls(
      Path directory,
      List<CertificateFiles> certificates,
      long hstsMaxAge,
      boolean hstsSubdomains) {
    public Tls {
      certificates = List.copyOf(certificates);
      Check.range("hsts-max-age", hstsMaxAge, 0, Integer.MAX_VALUE);
    }
  }

  /**
   * A certificate chain and its key, as PEM files. The key may stand in the same file.
   *
   * @param password of an encrypted key; empty for none
   */
  public record CertificateFiles(Path certificate, Path key, Optional<String> password) {}

  /**
   * HTTP/2 of every connection.
   *
   * @param maxConcurrentStreams 1..10000
   */
  public record Http2(int maxConcurrentStreams, Budgets budgets) {
    public static final Http2 DEFAULT = new Http2(128, Budgets.DEFAULT);

    public Http2 {
      Check.range("max-concurrent-streams", maxConcurrentStreams, 1, 10_000);
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
    public Budget {
      Check.range("burst", burst, 1, 1_000_000);
      Check.range("per-second", perSecond, 1, 1_000_000);
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
    public static final Limits DEFAULT = new Limits(10_000, 1_000, 30, 30, 8192);

    public Limits {
      Check.range("connections", connections, 1, 1_000_000);
      Check.range("connections-per-address", connectionsPerAddress, 1, 1_000_000);
      Check.range("idle-timeout", idleTimeout, 1, 3600);
      Check.range("drain-timeout", drainTimeout, 0, 3600);
      Check.range("request-header-bytes", requestHeaderBytes, 1024, 65_536);
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
    public Store {
      memory.ifPresent(m -> Check.range("memory", m, 0, Long.MAX_VALUE));
      Check.range("small-file", smallFile, 0, 64L << 20);
      Check.range("cache-size", cacheSize, 0, Long.MAX_VALUE);
    }
  }

  /**
   * @param file empty for standard output
   */
  public record AccessLog(Optional<Path> file, Format format) {
    /** How a line of the access log is written. */
    public enum Format {
      COMBINED,
      JSON
    }
  }
}

package dev.weft.config;

import dev.weft.config.Configuration.AccessLog;
import dev.weft.config.Configuration.Budget;
import dev.weft.config.Configuration.Budgets;
import dev.weft.config.Configuration.CertificateFiles;
import dev.weft.config.Configuration.Http2;
import dev.weft.config.Configuration.Limits;
import dev.weft.config.Configuration.Listen;
import dev.weft.config.Configuration.OriginFrame;
import dev.weft.config.Configuration.Status;
import dev.weft.config.Configuration.Store;
import dev.weft.config.Configuration.Tls;
import dev.weft.origin.Authority;
import dev.weft.origin.Origin;
import dev.weft.priority.Scheduling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;

/** The keys of {@code weft.toml}, one a line, but for those of a site. */
final class Schema {
  private static final String DEFAULT_ROOT = "public";
  private static final String STANDARD_OUTPUT = "-";
  private static final int LONGEST_SECRET_FILE = 4096;

  private final Path base;
  private final Path certificates;
  private final Kind<Path> path;

  /**
   * The keys of a file in this folder.
   *
   * @param certificates the folder of the development certificates when the file names none
   */
  Schema(Path base, Path certificates) {
    this.base = base;
    this.certificates = certificates;
    this.path = Kind.path(base);
  }

  Configuration configuration(Section top) {
    SiteSchema site = new SiteSchema(base);
    Listen listen = top.section("listen", this::listen).orElse(Listen.DEFAULT);
    Tls tls = top.section("tls", this::tls).orElse(Tls.development(certificates));
    Http2 http2 = top.section("http2", this::http2).orElse(Http2.DEFAULT);
    Limits limits = top.section("limits", this::limits).orElse(Limits.DEFAULT);
    Store store = top.section("store", this::store).orElse(Store.defaults());
    Optional<AccessLog> accessLog = top.section("access-log", this::accessLog);
    Status status = top.section("status", this::status).orElse(Status.DEFAULT);
    List<SiteSettings> sites = top.sections("site", site::read);
    return new Configuration(
        listen,
        tls,
        http2,
        limits,
        store,
        accessLog,
        status,
        sites.isEmpty() ? List.of(SiteSettings.of(base.resolve(DEFAULT_ROOT))) : sites);
  }

  private Listen listen(Section s) {
    return new Listen(
        s.list("bind", Kind.text("an address or a host name", Schema::host), Listen.DEFAULT.bind()),
        s.get("port", Kind.integer(Listen.PORT), Listen.DEFAULT_PORT),
        s.find("http-port", Kind.integer(Listen.PORT)));
  }

  private Tls tls(Section s) {
    return new Tls(
        s.get("directory", path, certificates),
        s.sections("certificate", this::certificate),
        s.get("hsts-max-age", Kind.duration(Tls.HSTS_MAX_AGE), 0L),
        s.get("hsts-subdomains", Kind.FLAG, false));
  }

  private CertificateFiles certificate(Section s) {
    Path file = s.require("file", path, base);
    return new CertificateFiles(
        file,
        s.get("key", path, file),
        s.find("password-file", path.then(secret -> firstLine(s, "password-file", secret))));
  }

  private Http2 http2(Section s) {
    return new Http2(
        s.get(
            "max-concurrent-streams",
            Kind.integer(Http2.STREAMS),
            Http2.DEFAULT.maxConcurrentStreams()),
        s.section("budgets", this::budgets).orElse(Budgets.DEFAULT),
        s.get("scheduler", Kind.oneOf(List.of(Scheduling.values())), Http2.DEFAULT.scheduler()),
        s.get("send-no-rfc7540-priorities", Kind.FLAG, false),
        originFrame(s));
  }

  private static OriginFrame originFrame(Section s) {
    if (!s.has("origin-frame") || s.hasFlag("origin-frame")) {
      return s.get("origin-frame", Kind.FLAG, true) ? OriginFrame.OF_SITES : OriginFrame.NONE;
    }
    Kind<Origin> origin =
        Kind.text("true, false or origins such as \"https://example.test\"", Origin::parse);
    return new OriginFrame(true, Optional.of(s.list("origin-frame", origin, List.of())));
  }

  private Budgets budgets(Section s) {
    return new Budgets(
        budget(s, "priority", Budgets.DEFAULT.priority()),
        budget(s, "reset", Budgets.DEFAULT.reset()),
        budget(s, "control", Budgets.DEFAULT.control()));
  }

  private static Budget budget(Section in, String key, Budget fallback) {
    Kind<Integer> frames = Kind.integer(Budget.FRAMES);
    return in.section(
            key,
            s ->
                new Budget(
                    s.get("burst", frames, fallback.burst()),
                    s.get("per-second", frames, fallback.perSecond())))
        .orElse(fallback);
  }

  private Limits limits(Section s) {
    Limits fallback = Limits.DEFAULT;
    Kind<Integer> connections = Kind.integer(Limits.CONNECTIONS);
    return new Limits(
        s.get("connections", connections, fallback.connections()),
        s.get("connections-per-address", connections, fallback.connectionsPerAddress()),
        s.get("idle-timeout", seconds(Limits.IDLE_TIMEOUT), fallback.idleTimeout()),
        s.get("drain-timeout", seconds(Limits.DRAIN_TIMEOUT), fallback.drainTimeout()),
        s.get("request-header-bytes", bytes(Limits.HEADER_BYTES), fallback.requestHeaderBytes()));
  }

  private Store store(Section s) {
    Store fallback = Store.defaults();
    return new Store(
        s.find("memory", Kind.size(Store.BYTES)),
        s.get("small-file", Kind.size(Store.SMALL_FILE), fallback.smallFile()),
        s.get("compress", Kind.FLAG, fallback.compress()),
        s.get("cache", cache(fallback), fallback.cache()),
        s.get("cache-size", Kind.size(Store.BYTES), fallback.cacheSize()));
  }

  private Kind<Optional<Path>> cache(Store fallback) {
    Kind<Optional<Path>> folder = path.then(Optional::of);
    return new Kind<>(
        "a folder, or false for none",
        (key, value) ->
            switch (value) {
              case Boolean wanted -> Optional.of(wanted ? fallback.cache() : Optional.empty());
              default -> folder.reading().read(key, value);
            });
  }

  private AccessLog accessLog(Section s) {
    Kind<Optional<Path>> file =
        path.then(p -> p.equals(base.resolve(STANDARD_OUTPUT)) ? Optional.empty() : Optional.of(p));
    return new AccessLog(
        s.get("file", file, Optional.empty()),
        s.get("format", Kind.oneOf(List.of(AccessLog.Format.values())), AccessLog.Format.COMBINED));
  }

  private Status status(Section s) {
    Kind<Authority> authority =
        Kind.text("host or host:port", Authority::parse).then(SiteSettings::requireServerName);
    return new Status(
        s.get("enabled", Kind.FLAG, Status.DEFAULT.enabled()),
        s.find("authority", authority),
        s.find("token-file", path.then(secret -> token(s, secret))),
        s.get("open-health", Kind.FLAG, Status.DEFAULT.openHealth()));
  }

  private static Kind<Integer> seconds(Range range) {
    return Kind.duration(range).then(Math::toIntExact);
  }

  private static Kind<Integer> bytes(Range range) {
    return Kind.size(range).then(Math::toIntExact);
  }

  /** An address of this machine, or a name of it that is looked up when the server starts. */
  private static String host(String text) {
    boolean bare = text.indexOf(':') >= 0 && !text.startsWith("[");
    Authority authority = Authority.parse(bare ? "[" + text + "]" : text);
    if (authority.port() != Authority.NO_PORT) {
      throw new IllegalArgumentException("a port as well");
    }
    return authority.host();
  }

  private static String token(Section s, Path file) {
    String token = firstLine(s, "token-file", file);
    Status.requireToken("token-file: " + file, token);
    return token;
  }

  /** A secret stands in a file of its own, so that the configuration can be shown to everybody. */
  private static String firstLine(Section s, String key, Path file) {
    try (var in = Files.newInputStream(file)) {
      warnOfReaders(s, key, file);
      String text = new String(in.readNBytes(LONGEST_SECRET_FILE), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          key + ": " + file + " (expected: a file that can be read)", e);
    }
  }

  /** A warning and no mistake: what mounts secrets into containers lets everybody there read. */
  private static void warnOfReaders(Section s, String key, Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
      s.warning(key, key + ": " + file + " (expected: a file that others may not read)");
    }
  }
}

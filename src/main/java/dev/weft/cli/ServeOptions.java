package dev.weft.cli;

import dev.weft.config.Configuration;
import dev.weft.config.Configuration.AccessLog;
import dev.weft.config.Flatten;
import dev.weft.config.SiteSettings;
import dev.weft.priority.Scheduling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What {@code weft serve} is told, laid over the configuration file if there is one. */
final class ServeOptions {
  private static final String DEFAULT_ROOT = "public";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder to serve (default: " + DEFAULT_ROOT + ").")
  private @Nullable Path root;

  @Option(
      names = "--host",
      paramLabel = "NAME=DIR",
      description =
          "Serve DIR for this host name; repeatable. DIR alone then answers every other name.")
  private Map<String, Path> hosts = new LinkedHashMap<>();

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Accept connections on this address; repeatable (default: 127.0.0.1).")
  private List<String> bind = new ArrayList<>();

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "HTTPS port; 0 picks a free one (default: 8443).")
  private @Nullable Integer port;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Redirect plain HTTP on this port to HTTPS (default: off).")
  private @Nullable Integer httpPort;

  @Option(
      names = "--cert",
      paramLabel = "PEM",
      description = "Certificate chain; repeatable (default: one made for development).")
  private List<Path> certificates = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "PEM",
      description = "Its private key, one for each --cert, unless the key is in the same file.")
  private List<Path> keys = new ArrayList<>();

  @Option(names = "--config", paramLabel = "weft.toml", description = "Read this configuration.")
  private @Nullable Path config;

  @Option(
      names = "--max-concurrent-streams",
      paramLabel = "N",
      description = "Requests at once on one connection (default: 128).")
  private @Nullable Integer maxConcurrentStreams;

  @Option(
      names = "--scheduler",
      paramLabel = "priority|round-robin|fifo",
      converter = SchedulingName.class,
      description = "In what order responses leave (default: priority).")
  private @Nullable Scheduling scheduler;

  @Option(
      names = "--access-log",
      paramLabel = "FILE|-",
      description = "Write a line for each response; - is standard output (default: off).")
  private @Nullable String accessLog;

  @Option(
      names = "--access-log-format",
      paramLabel = "combined|json",
      description = "How such a line is written (default: combined).")
  private AccessLog.@Nullable Format accessLogFormat;

  @Option(names = "--listing", description = "List folders that have no index file.")
  private boolean listing;

  @Option(
      names = "--spa",
      paramLabel = "FILE",
      description = "Answer navigations to nothing with this file of the folder.")
  private @Nullable String spa;

  @Option(
      names = "--flatten",
      negatable = true,
      description =
          "Tell browsers of all the modules of a page at once, or do not, whatever sites say.")
  private @Nullable Boolean flatten;

  @Option(
      names = "--fingerprint",
      negatable = true,
      description =
          "Name what pages need by its content, so that browsers keep it, or do not, whatever sites"
              + " say.")
  private @Nullable Boolean fingerprint;

  /** The whole configuration, checked; a mistake is a parameter exception of one line. */
  Configuration configuration(CommandLine command) {
    try {
      Configuration base =
          config == null
              ? Configuration.defaults(
                  Home.certificates(), List.of(SiteSettings.of(absolute(defaultRoot()))))
              : ConfigurationFile.read(config, command.getErr());
      Configuration configuration = overlay(base);
      for (SiteSettings site : configuration.sites()) {
        requireFolder(site.root());
      }
      return configuration;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }

  private Path defaultRoot() {
    return root == null ? Path.of(DEFAULT_ROOT) : root;
  }

  private Configuration overlay(Configuration base) {
    Configuration.Listen listen =
        new Configuration.Listen(
            bind.isEmpty() ? base.listen().bind() : bind,
            port == null ? base.listen().port() : port,
            httpPort == null ? base.listen().httpPort() : Optional.of(httpPort));
    Configuration.Tls tls =
        certificates.isEmpty() && keys.isEmpty()
            ? base.tls()
            : base.tls().withCertificates(certificateFiles());
    return new Configuration(
        listen,
        tls,
        http2(base.http2()),
        base.limits(),
        base.store(),
        accessLog(base),
        base.status(),
        sites(base));
  }

  private Configuration.Http2 http2(Configuration.Http2 base) {
    Configuration.Http2 http2 =
        maxConcurrentStreams == null ? base : base.withMaxConcurrentStreams(maxConcurrentStreams);
    return scheduler == null ? http2 : http2.withScheduler(scheduler);
  }

  private List<Configuration.CertificateFiles> certificateFiles() {
    if (!keys.isEmpty() && keys.size() != certificates.size()) {
      throw new IllegalArgumentException(
          "--key: given " + keys.size() + " times (expected: once for each --cert, or not at all)");
    }
    List<Configuration.CertificateFiles> files = new ArrayList<>();
    for (int i = 0; i < certificates.size(); i++) {
      Path certificate = absolute(certificates.get(i));
      Path key = keys.isEmpty() ? certificate : absolute(keys.get(i));
      files.add(new Configuration.CertificateFiles(certificate, key, Optional.empty()));
    }
    return files;
  }

  private Optional<AccessLog> accessLog(Configuration base) {
    AccessLog.Format format =
        accessLogFormat == null
            ? base.accessLog().map(AccessLog::format).orElse(AccessLog.Format.COMBINED)
            : accessLogFormat;
    if (accessLog != null) {
      Optional<Path> file =
          accessLog.equals("-") ? Optional.empty() : Optional.of(absolute(Path.of(accessLog)));
      return Optional.of(new AccessLog(file, format));
    }
    return base.accessLog().map(log -> new AccessLog(log.file(), format));
  }

  private List<SiteSettings> sites(Configuration base) {
    List<SiteSettings> sites = new ArrayList<>();
    hosts.forEach((name, folder) -> sites.add(SiteSettings.at(name, absolute(folder))));
    if (root != null) {
      sites.add(SiteSettings.of(absolute(root)));
    }
    List<SiteSettings> chosen = sites.isEmpty() ? base.sites() : sites;
    if (spa != null) {
      requirePage(spa, chosen);
    }
    return chosen.stream()
        .map(site -> listing ? site.withListing(true) : site)
        .map(site -> spa == null ? site : site.withSpa(spa))
        .map(
            site ->
                flatten == null || flatten == (site.flatten() != Flatten.OFF)
                    ? site
                    : site.withFlatten(flatten ? SiteSettings.DEFAULT_FLATTEN : Flatten.OFF))
        .map(site -> fingerprint == null ? site : site.withFingerprint(fingerprint))
        .toList();
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** One of several sites may have it alone; where none has, the name is wrong. */
  private static void requirePage(String spa, List<SiteSettings> sites) {
    List<SiteSettings> having = sites.stream().map(site -> site.withSpa(spa)).toList();
    if (having.stream().noneMatch(site -> Files.isRegularFile(site.root().resolve(spa)))) {
      String roots =
          having.stream().map(site -> site.root().toString()).collect(Collectors.joining(" or "));
      throw new IllegalArgumentException("--spa: " + spa + " (expected: a file in " + roots + ")");
    }
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      String found = Files.exists(folder) ? "a file" : "missing";
      throw new IllegalArgumentException(
          "DIR: " + folder + " is " + found + " (expected: a folder)");
    }
    if (!Files.isReadable(folder)) {
      throw new IllegalArgumentException(
          "DIR: " + folder + " (expected: a folder that can be read)");
    }
  }
}

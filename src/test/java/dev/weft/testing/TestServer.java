package dev.weft.testing;

import static dev.weft.testing.TestCertificates.selfSigned;
import static dev.weft.testing.TestCertificates.selfSignedAs;
import static dev.weft.testing.TestCertificates.write;

import dev.weft.config.Configuration;
import dev.weft.config.SiteSettings;
import dev.weft.server.WeftServer;
import dev.weft.testing.TestCertificates.Issued;
import dev.weft.tls.CertificateFilePair;
import dev.weft.tls.CredentialFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real server on a free port of the loopback address, of files below the folder of a test and
 * with a certificate made for it.
 */
public final class TestServer implements AutoCloseable {
  /** When every file was modified: long ago, so that none is held to be written to right now. */
  public static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05Z");

  private final Path folder;
  private final WeftServer server;
  private final List<String> problems;
  private final List<String> accessLog;

  private TestServer(
      Path folder, WeftServer server, List<String> problems, List<String> accessLog) {
    this.folder = folder;
    this.server = server;
    this.problems = problems;
    this.accessLog = accessLog;
  }

  /** What is to be served: nothing yet, and from the folder {@code site} in there. */
  public static Preparation in(Path folder) {
    return new Preparation(folder);
  }

  public int port() {
    return server.port();
  }

  public WeftServer weft() {
    return server;
  }

  /** What the server complained of. */
  public List<String> problems() {
    return problems;
  }

  /** The lines of an access log that goes to standard output. */
  public List<String> accessLog() {
    return accessLog;
  }

  /** Replaces the files of the first certificate by those of one that covers these names. */
  public void replaceCertificate(String... names) throws Exception {
    write(folder, certificate(0), selfSigned("EC secp256r1", names));
  }

  /** The file of the first certificate. */
  public Path certificate() {
    return folder.resolve(certificate(0) + ".pem");
  }

  private static String certificate(int index) {
    return "certificate-" + index;
  }

  @Override
  public void close() {
    server.close();
  }

  /** How a server is started: {@link WeftServer#start}, or one that tests alone may call. */
  public interface Start {
    WeftServer with(
        Configuration configuration, CredentialFiles credentials, WeftServer.Notices notices)
        throws IOException;
  }

  /** Files, and how they are served; every default but for what would outlive the test. */
  public static final class Preparation {
    private final Path folder;
    private Configuration.Listen listen =
        new Configuration.Listen(List.of("127.0.0.1"), 0, Optional.empty());
    private Configuration.Tls tls;
    private Configuration.Http2 http2 = Configuration.Http2.DEFAULT;
    private Configuration.Limits limits = Configuration.Limits.DEFAULT;
    private Configuration.Store store =
        new Configuration.Store(Optional.empty(), 1 << 20, false, Optional.empty(), 0);
    private Optional<Configuration.AccessLog> accessLog = Optional.empty();
    private Configuration.Status status = Configuration.Status.DEFAULT;
    private List<SiteSettings> sites;
    private List<List<String>> certificates = List.of(List.of("localhost", "127.0.0.1", "::1"));

    private Preparation(Path folder) {
      this.folder = folder;
      this.tls = Configuration.Tls.development(folder);
      this.sites = List.of(SiteSettings.of(folder.resolve("site")));
    }

    /** Writes a file below the folder, such as {@code site/index.html}. */
    public Preparation file(String path, String text) throws IOException {
      return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file below the folder. */
    public Preparation file(String path, byte[] bytes) throws IOException {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
      return this;
    }

    /** The names that the certificate covers. */
    public Preparation names(String... covered) {
      return certificates(List.of(List.of(covered)));
    }

    /** The names that each of several certificates covers; the first is for clients without SNI. */
    public Preparation certificates(List<List<String>> covered) {
      certificates = covered;
      return this;
    }

    public Preparation sites(SiteSettings... served) {
      sites = List.of(served);
      return this;
    }

    public Preparation with(Configuration.Http2 other) {
      http2 = other;
      return this;
    }

    public Preparation with(Configuration.Listen other) {
      listen = other;
      return this;
    }

    public Preparation with(Configuration.Tls other) {
      tls = other;
      return this;
    }

    public Preparation with(Configuration.Limits other) {
      limits = other;
      return this;
    }

    public Preparation with(Configuration.Store other) {
      store = other;
      return this;
    }

    public Preparation with(Configuration.AccessLog other) {
      accessLog = Optional.of(other);
      return this;
    }

    public Preparation with(Configuration.Status other) {
      status = other;
      return this;
    }

    public TestServer start() throws Exception {
      return start(WeftServer::start);
    }

    public TestServer start(Start start) throws Exception {
      List<CertificateFilePair> files = new ArrayList<>();
      for (List<String> names : certificates) {
        // The common name, which browsers ignore, is that of another.
        String misleading = certificates.get((files.size() + 1) % certificates.size()).getFirst();
        Issued certificate = selfSignedAs(misleading, names.toArray(String[]::new));
        files.add(write(folder, certificate(files.size()), certificate));
      }
      CredentialFiles credentials = CredentialFiles.open(files);
      Configuration configuration =
          new Configuration(listen, tls, http2, limits, store, accessLog, status, sites);
      List<String> problems = new CopyOnWriteArrayList<>();
      List<String> lines = new CopyOnWriteArrayList<>();
      WeftServer server =
          start.with(configuration, credentials, new WeftServer.Notices(problems::add, lines::add));
      return new TestServer(folder, server, problems, lines);
    }
  }
}

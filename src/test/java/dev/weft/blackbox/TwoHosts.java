package dev.weft.blackbox;

import dev.weft.testing.TestCertificates;
import dev.weft.testing.TestCertificates.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A page, and its images and style sheets on another host: two sites for one server. */
final class TwoHosts {
  static final String PAGE = "www.shop.test";
  static final String FILES = "img.shop.test";
  static final int IMAGES = 100;
  static final int STYLES = 10;

  private final Path folder;
  private final Issued authority;

  private TwoHosts(Path folder, Issued authority) {
    this.folder = folder;
    this.authority = authority;
  }

  /** Writes both sites, and makes the authority that signs what their server shows. */
  static TwoHosts in(Path folder) throws Exception {
    var page = Files.createDirectories(folder.resolve("www"));
    var files = Files.createDirectories(folder.resolve("img"));
    for (int i = 0; i < IMAGES; i++) {
      Files.writeString(files.resolve(i + ".svg"), image(i));
    }
    for (int i = 0; i < STYLES; i++) {
      Files.writeString(files.resolve(i + ".css"), ":root { --s%d: %d; }\n".formatted(i, i));
    }
    Files.writeString(page.resolve("index.html"), page());
    var authority = TestCertificates.authority("Two hosts");
    var hosts = new TwoHosts(folder, authority);
    Files.writeString(hosts.authority(), TestCertificates.pem(authority.certificate()));
    return hosts;
  }

  private static String image(int i) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"9\"/>\n"
        .formatted(i + 1);
  }

  /** Plain elements, whose requests carry credentials. The port is known to the page alone. */
  private static String page() {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>Two hosts</title>
    <link rel="icon" href="data:,">
    <script>
      const from = 'https://%s:' + location.port + '/';
      for (let i = 0; i < %d; i++) {
        document.write('<link rel="stylesheet" href="' + from + i + '.css">');
      }
    </script>
    <body>
    <script>
      for (let i = 0; i < %d; i++) {
        document.write('<img src="' + from + i + '.svg" alt="">');
      }
    </script>
    </html>
    """
        .formatted(FILES, STYLES, IMAGES);
  }

  /** The certificate of the authority. */
  Path authority() {
    return folder.resolve("authority.pem");
  }

  Path accessLog() {
    return folder.resolve("access.log");
  }

  /** A certificate for these hosts, as it stands in a configuration. */
  String certificate(String... hosts) throws Exception {
    var name = String.join("-", hosts);
    var leaf = TestCertificates.leaf("EC secp256r1", authority, hosts);
    var files = TestCertificates.write(folder, name, leaf);
    return """
    [[tls.certificate]]
    file = '%s'
    key = '%s'
    """
        .formatted(files.certificate(), files.key());
  }

  /**
   * Serves both, with an empty access log.
   *
   * @param http2 lines of that table
   * @param files lines of the site that holds the files
   */
  WeftProcess serve(String http2, String files, String... certificates) throws IOException {
    Files.deleteIfExists(accessLog());
    var configuration =
        """
        [http2]
        %s
        [access-log]
        file = "access.log"
        format = "json"
        %s
        [[site]]
        authorities = "%s"
        root = "www"
        [[site]]
        authorities = "%s"
        root = "img"
        %s
        [[site.headers]]
        match = "**"
        set = { Timing-Allow-Origin = "*" }
        """
            .formatted(
                http2,
                Arrays.stream(certificates).collect(Collectors.joining()),
                PAGE,
                FILES,
                files);
    return WeftProcess.configured(Files.writeString(folder.resolve("weft.toml"), configuration));
  }

  /** What was answered, to the last response. */
  List<Json> responses() throws IOException {
    return Files.readAllLines(accessLog()).stream().map(Json::parse).toList();
  }
}

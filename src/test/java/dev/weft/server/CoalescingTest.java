package dev.weft.server;

import static dev.weft.testing.TestCertificates.selfSigned;
import static dev.weft.testing.TestCertificates.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.config.Configuration;
import dev.weft.config.Configuration.Http2;
import dev.weft.config.Configuration.OriginFrame;
import dev.weft.config.SiteSettings;
import dev.weft.origin.Authority;
import dev.weft.origin.Origin;
import dev.weft.server.Coalescing.Connections;
import dev.weft.server.Coalescing.Reason;
import dev.weft.testing.Client;
import dev.weft.tls.CertificateFilePair;
import dev.weft.tls.Credential;
import dev.weft.tls.CredentialFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sites can share a connection, and that the server does as is said. */
final class CoalescingTest {
  private static final String ANOTHER_PORT = "https://www.test:8443";

  @TempDir private Path folder;
  private Path root = Path.of("");
  private final List<CertificateFilePair> files = new ArrayList<>();
  private List<Credential> credentials = List.of();

  @BeforeEach
  void aFolder() throws IOException {
    root = Files.createDirectory(folder.resolve("site"));
    Files.writeString(root.resolve("index.html"), "<!doctype html>");
  }

  private void certificate(String... names) throws Exception {
    certificateOf("EC secp256r1", names);
  }

  /** Another one, with this kind of key. */
  private void certificateOf(String kind, String... names) throws Exception {
    files.add(write(folder, "certificate" + files.size(), selfSigned(kind, names)));
    credentials = CredentialFiles.open(files).current();
  }

  private SiteSettings site(String... authorities) {
    return SiteSettings.of(root)
        .withAuthorities(Stream.of(authorities).map(Authority::parse).toList());
  }

  private Configuration configuration(int port, OriginFrame frame, SiteSettings... sites) {
    Configuration defaults = Configuration.defaults(folder, List.of(sites));
    Http2 http2 = Http2.DEFAULT;
    return new Configuration(
        new Configuration.Listen(List.of("127.0.0.1"), port, Optional.empty()),
        defaults.tls(),
        new Http2(
            http2.maxConcurrentStreams(),
            http2.budgets(),
            http2.scheduler(),
            http2.noRfc7540Priorities(),
            frame),
        defaults.limits(),
        new Configuration.Store(Optional.empty(), 1 << 20, false, Optional.empty(), 0),
        Optional.empty(),
        defaults.status(),
        defaults.sites());
  }

  private List<Connections> coalescing(SiteSettings... sites) {
    return Coalescing.of(configuration(443, OriginFrame.OF_SITES, sites), credentials);
  }

  @Test
  void serverAnswersWhatItIsSaidToAnswer() throws Exception {
    certificate("www.a.test", "*.a.test");
    certificateOf("RSA 2048", "cdn.a.test", "b.test");
    certificateOf("EC secp384r1", "*.c.test", "www.a.test", "d.c.test");
    SiteSettings[] sites = {
      site("www.a.test", "cdn.a.test"),
      site("img.a.test", "d.c.test").withCoalesce(false),
      site("e.c.test"),
      site()
    };
    try (WeftServer server = started(sites)) {
      List<Connections> said =
          Coalescing.of(configuration(server.port(), OriginFrame.OF_SITES, sites), credentials);
      List<String> wanted = new ArrayList<>();
      List<String> got = new ArrayList<>();
      for (Connections each : said) {
        for (String opened : each.shared()) {
          try (Client client =
              new Client(Client.Version.HTTP_2, server.port(), authority(opened).getHost())) {
            for (String good : good(each)) {
              wanted.add(opened + " " + good + " 200");
              got.add(opened + " " + good + " " + status(client, good));
            }
            for (Coalescing.Refused refused : each.refused()) {
              wanted.add(opened + " " + refused.origin() + " 421");
              got.add(opened + " " + refused.origin() + " " + status(client, refused.origin()));
            }
          }
        }
      }
      assertEquals(wanted, got);
      assertEquals(64, got.size(), "eight origins on a connection of each");
    }
  }

  private WeftServer started(SiteSettings... sites) throws Exception {
    return WeftServer.start(
        configuration(0, OriginFrame.OF_SITES, sites),
        CredentialFiles.open(files),
        new WeftServer.Notices(_ -> {}, _ -> {}));
  }

  private static List<String> good(Connections each) {
    return Stream.concat(
            each.shared().stream(), each.guests().stream().map(Coalescing.Guest::origin))
        .toList();
  }

  private static int status(Client client, String origin) throws IOException {
    return client.get("/", "Host: " + authority(origin).getAuthority()).status();
  }

  private static URI authority(String origin) {
    return URI.create(origin.replace("*", "some-other"));
  }

  @Test
  void sitesOfOneCertificateShareAndSayIt() throws Exception {
    certificate("www.a.test", "img.a.test");
    assertEquals(
        List.of(
            new Connections(
                first(),
                List.of("https://www.a.test", "https://img.a.test"),
                List.of(),
                List.of(),
                new Announcement.Frame(
                    List.of(
                        Origin.parse("https://www.a.test"), Origin.parse("https://img.a.test"))))),
        coalescing(site("www.a.test"), site("img.a.test")));
  }

  @Test
  void connectionIsGoodForWhatItsCertificateCoversThoughTheOtherHasItsOwn() throws Exception {
    certificate("*.a.test");
    certificate("cdn.a.test", "b.test");
    Credential second = credentials.getLast();
    List<Connections> said = coalescing(site("www.a.test"), site("cdn.a.test"), site("a.test"));
    assertEquals(2, said.size(), "no certificate covers a.test");
    assertEquals(
        List.of(new Coalescing.Guest("https://cdn.a.test", second)), said.getFirst().guests());
    assertEquals(
        List.of(refused("https://www.a.test", new Reason.NotCovered(first(), Optional.empty()))),
        said.getLast().refused());
  }

  @Test
  void wildcardThatStandsForOneLabelOnlyIsNamed() throws Exception {
    certificate("*.a.test");
    certificate("a.test", "x.y.a.test");
    Credential second = credentials.getLast();
    var reason = new Reason.NotCovered(second, Optional.of("*.a.test"));
    assertEquals(
        List.of(refused("https://a.test", reason), refused("https://x.y.a.test", reason)),
        coalescing(site("www.a.test"), site("a.test", "x.y.a.test")).getFirst().refused());
  }

  @Test
  void siteThatDoesNotShareKeepsItsOwnNamesTogether() throws Exception {
    certificate("www.test", "a.test", "b.test");
    List<Connections> said =
        coalescing(site("www.test"), site("a.test", "b.test").withCoalesce(false));
    assertEquals(
        List.of(List.of("https://www.test"), List.of("https://a.test", "https://b.test")),
        said.stream().map(Connections::shared).toList());
    Reason reason = new Reason.Unshared(1);
    assertEquals(
        List.of(refused("https://a.test", reason), refused("https://b.test", reason)),
        said.getFirst().refused());
    assertEquals(List.of(refused("https://www.test", reason)), said.getLast().refused());
  }

  /** The server is asked through one port, whatever the clients call it. */
  @Test
  void originsOfOtherPortsAreAnsweredAsTheyAreAnnounced() throws Exception {
    certificate("www.test", "img.test");
    SiteSettings[] sites = {site("www.test"), site("img.test:8443")};
    List<String> both = List.of("https://www.test", "https://img.test:8443");
    Connections said = coalescing(sites).getFirst();
    assertEquals(both, said.shared());
    assertEquals(
        new Announcement.Frame(both.stream().map(Origin::parse).toList()), said.announcement());
    try (WeftServer server = started(sites);
        Client client = new Client(Client.Version.HTTP_2, server.port(), "www.test")) {
      assertEquals(200, status(client, "https://img.test:8443"));
    }
  }

  @Test
  void freePortIsNoNumber() throws Exception {
    certificate("www.test");
    Connections said =
        Coalescing.of(configuration(0, OriginFrame.OF_SITES, site("www.test")), credentials)
            .getFirst();
    assertEquals(List.of("https://www.test:*"), said.shared());
    assertEquals("https://www.test:8443", Coalescing.written(Origin.parse(ANOTHER_PORT)));
  }

  /** Who asks for an address names nothing in TLS; the address of the connection counts. */
  @Test
  void addressesKeepTheirConnectionsToThemselvesAsNamesDo() throws Exception {
    certificate("127.0.0.1", "::1", "www.test");
    SiteSettings[] sites = {site("127.0.0.1"), site("[::1]").withCoalesce(false), site("www.test")};
    Reason reason = new Reason.Unshared(1);
    List<Connections> said = coalescing(sites);
    assertEquals(
        List.of(List.of("https://127.0.0.1", "https://www.test"), List.of("https://[::1]")),
        said.stream().map(Connections::shared).toList());
    assertEquals(List.of(refused("https://[::1]", reason)), said.getFirst().refused());
    assertEquals(2, said.getLast().refused().size());
    try (WeftServer server = started(sites);
        Client client = new Client(Client.Version.HTTP_2, server.port(), "")) {
      assertEquals(200, status(client, "https://127.0.0.1"));
      assertEquals(200, status(client, "https://www.test"));
      assertEquals(421, status(client, "https://[::1]"));
    }
  }

  /** The first of its port has the name; the second shares with nobody. */
  @Test
  void connectionsOfOneCertificateCanBeGoodForDifferentOrigins() throws Exception {
    certificate("www.test", "img.test");
    List<Connections> said =
        coalescing(site("www.test"), site("img.test"), site("img.test:8443").withCoalesce(false));
    assertEquals(
        List.of(List.of("https://www.test"), List.of("https://img.test", "https://img.test:8443")),
        said.stream().map(Connections::shared).toList());
    assertEquals(
        List.of(new Coalescing.Guest("https://img.test", first())), said.getFirst().guests());
  }

  /** On its own port the first site has the name, and the second has nothing there. */
  @Test
  void nameIsToldOnceForTheSiteThatAnswers() throws Exception {
    certificate("www.test");
    List<Connections> said = coalescing(site("www.test:443").withCoalesce(false), site("www.test"));
    assertEquals(
        List.of(List.of("https://www.test")), said.stream().map(Connections::shared).toList());
  }

  @Test
  void siteThatClaimsNothingHasTheNamesOfTheCertificates() throws Exception {
    certificate("localhost", "127.0.0.1", "::1");
    certificate("any.a.test", "*.a.test", "10.0.0.1");
    List<Connections> said = coalescing(site("any.a.test"), site());
    assertEquals(
        List.of(
            List.of("https://any.a.test", "https://*.a.test"),
            List.of("https://127.0.0.1", "https://[::1]", "https://localhost")),
        said.stream().map(Connections::shared).toList(),
        "who asks for 10.0.0.1 names nothing in TLS, and is shown the first certificate");
    assertEquals(new Announcement.Endless("*.a.test"), said.getFirst().announcement());
  }

  @Test
  void announcementIsThatOfTheConfiguration() throws Exception {
    certificate("www.test");
    assertEquals(new Announcement.Off(), announcement(OriginFrame.NONE));
    List<Origin> listed =
        List.of(Origin.parse("https://www.test:1"), Origin.parse("https://other.test"));
    assertEquals(
        new Announcement.Frame(listed.subList(0, 1)),
        announcement(new OriginFrame(true, Optional.of(listed))));
  }

  private Announcement announcement(OriginFrame frame) {
    return Coalescing.of(configuration(443, frame, site("www.test")), credentials)
        .getFirst()
        .announcement();
  }

  private static Coalescing.Refused refused(String origin, Reason reason) {
    return new Coalescing.Refused(origin, reason);
  }

  private Credential first() {
    return credentials.getFirst();
  }
}

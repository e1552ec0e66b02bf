package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration.Http2;
import dev.weft.config.Configuration.OriginFrame;
import dev.weft.config.SiteSettings;
import dev.weft.origin.Origin;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection says it may be used for. */
final class OriginFrameTest {
  @TempDir private Path folder;

  @Test
  void comesAfterSettingsAndNamesTheSitesThatTheCertificateCovers() throws Exception {
    try (TestServer server = www("www.test", "img.test").start();
        Http2Peer peer = Http2Peer.connect(server.port(), "www.test", Map.of())) {
      peer.roundTrip();
      List<Integer> types = peer.unclaimed().stream().map(Http2Peer.Frame::type).toList();
      assertTrue(
          types.indexOf(Http2Peer.SETTINGS) < types.indexOf(Http2Peer.ORIGIN), types.toString());
      assertEquals(List.of("https://www.test:" + server.port(), "https://img.test"), origins(peer));
    }
  }

  @Test
  void leavesOutSitesThatDoNotShare() throws Exception {
    SiteSettings alone = SiteSettings.at("alone.test", folder.resolve("site"));
    try (TestServer server =
        TestServer.in(folder)
            .file("site/index.html", "")
            .names("www.test", "alone.test")
            .sites(SiteSettings.at("www.test", folder.resolve("site")), alone.withCoalesce(false))
            .start()) {
      String port = ":" + server.port();
      try (Http2Peer peer = Http2Peer.connect(server.port(), "www.test", Map.of())) {
        assertEquals(List.of("https://www.test" + port), origins(peer));
      }
      try (Http2Peer peer = Http2Peer.connect(server.port(), "alone.test", Map.of())) {
        assertEquals(List.of("https://alone.test" + port), origins(peer));
      }
    }
  }

  @Test
  void saysWhatIsConfiguredAsFarAsItIsCovered() throws Exception {
    List<Origin> listed =
        List.of(Origin.parse("https://www.test"), Origin.parse("https://other.test"));
    try (TestServer server =
            www("www.test", "img.test")
                .with(origin(new OriginFrame(true, Optional.of(listed))))
                .start();
        Http2Peer peer = Http2Peer.connect(server.port(), "www.test", Map.of())) {
      assertEquals(List.of("https://www.test"), origins(peer));
    }
  }

  @Test
  void isLeftOutWhereItIsSwitchedOff() throws Exception {
    try (TestServer server = www("www.test").with(origin(OriginFrame.NONE)).start();
        Http2Peer peer = Http2Peer.connect(server.port(), "www.test", Map.of())) {
      peer.roundTrip();
      assertTrue(peer.unclaimed().stream().noneMatch(frame -> frame.type() == Http2Peer.ORIGIN));
    }
  }

  /** It would take from clients what they may do without it. */
  @Test
  void isLeftOutWhereOneSiteAnswersToNamesWithoutEnd() throws Exception {
    try (TestServer server =
            TestServer.in(folder).file("site/index.html", "").names("a.test", "*.a.test").start();
        Http2Peer peer = Http2Peer.connect(server.port(), "a.test", Map.of())) {
      peer.roundTrip();
      assertTrue(peer.unclaimed().stream().noneMatch(frame -> frame.type() == Http2Peer.ORIGIN));
    }
  }

  /** It answers to none of them on a connection that it does not share. */
  @Test
  void isSentWhereTheSiteOfNamesWithoutEndDoesNotShare() throws Exception {
    SiteSettings rest = SiteSettings.of(folder.resolve("site")).withCoalesce(false);
    try (TestServer server =
        TestServer.in(folder)
            .file("site/index.html", "")
            .names("www.test", "*.w.test")
            .sites(SiteSettings.at("www.test", folder.resolve("site")), rest)
            .start()) {
      try (Http2Peer peer = Http2Peer.connect(server.port(), "www.test", Map.of())) {
        assertEquals(List.of("https://www.test:" + server.port()), origins(peer));
      }
      try (Http2Peer peer = Http2Peer.connect(server.port(), "a.w.test", Map.of())) {
        peer.roundTrip();
        assertTrue(peer.unclaimed().stream().noneMatch(frame -> frame.type() == Http2Peer.ORIGIN));
      }
    }
  }

  @Test
  void isSeveralFramesWhereOneWouldBeTooLarge() throws Exception {
    List<Origin> listed =
        IntStream.range(0, 1000)
            .mapToObj(i -> Origin.parse("https://" + "a".repeat(40) + i + ".w.test"))
            .toList();
    try (TestServer server =
            TestServer.in(folder)
                .file("site/index.html", "")
                .names("w.test", "*.w.test")
                .with(origin(new OriginFrame(true, Optional.of(listed))))
                .start();
        Http2Peer peer = Http2Peer.connect(server.port(), "w.test", Map.of())) {
      assertEquals(listed.stream().map(Origin::toString).toList(), origins(peer));
    }
  }

  /** Two sites, of which a client may ask for the second at the port of URLs that name none. */
  private TestServer.Preparation www(String... names) throws IOException {
    return TestServer.in(folder)
        .file("site/index.html", "")
        .names(names)
        .sites(
            SiteSettings.at("www.test", folder.resolve("site")),
            SiteSettings.at("img.test:443", folder.resolve("site")),
            SiteSettings.at("uncovered.test", folder.resolve("site")));
  }

  private static Http2 origin(OriginFrame frame) {
    Http2 http2 = Http2.DEFAULT;
    return new Http2(
        http2.maxConcurrentStreams(),
        http2.budgets(),
        http2.scheduler(),
        http2.noRfc7540Priorities(),
        frame);
  }

  /** All that was said until the answer to a PING. */
  private static List<String> origins(Http2Peer peer) throws IOException {
    peer.roundTrip();
    List<String> origins = new ArrayList<>();
    for (Http2Peer.Frame frame : peer.unclaimed()) {
      if (frame.type() == Http2Peer.ORIGIN) {
        assertEquals(0, frame.stream());
        assertEquals(0, frame.flags());
        assertTrue(frame.payload().length <= 16_384);
        origins.addAll(frame.origins());
      }
    }
    return origins;
  }
}

package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.blackbox.Tool;
import dev.weft.config.SiteSettings;
import dev.weft.testing.Await;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import dev.weft.testing.TlsSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session that TLS resumes opens nothing that a full handshake would not. */
@Timeout(180)
final class ResumptionTest {
  private static final int LONGEST_SECONDS = 60;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

  /** How a client holds what it resumes: a ticket, or the number of what the server holds. */
  enum Session {
    TICKET_OF_TLS_1_2("-tls1_2"),
    NUMBER_IN_TLS_1_2("-tls1_2 -no_ticket"),
    TICKET_OF_TLS_1_3("-tls1_3");

    private final String options;

    Session(String options) {
      this.options = options;
    }
  }

  /** What a connection came to. */
  private record Outcome(boolean resumed, List<Integer> statuses) {}

  @TempDir Path folder;

  /**
   * A name gets a session of its own or a full handshake (RFC 6066, section 3), and so does a
   * client that names nobody.
   */
  @ParameterizedTest
  @EnumSource
  void sessionOpensNoOtherSite(Session session) throws Exception {
    Answers answers = new Answers(Answers.TWO_CERTIFICATES, Set.of("two"), false);
    List<String> texts = Answers.ASKED.stream().map(Answers.Asked::text).toList();
    try (TestServer server = answers.in(folder).start()) {
      for (String first : List.of("one.test", "two.test", "")) {
        for (String second : List.of("one.test", "ONE.TEST", "two.test", "", "uncovered.test")) {
          ask(server.port(), session, "-sess_out", first, List.of("one.test"));
          Outcome outcome = ask(server.port(), session, "-sess_in", second, texts);
          String about = session + ": [" + first + "], then [" + second + "]";
          boolean own = first.equalsIgnoreCase(second);
          if (own && session == Session.TICKET_OF_TLS_1_3) {
            assertTrue(outcome.resumed, about);
          }
          assertTrue(own || second.isEmpty() || !outcome.resumed, about);
          assertEquals(
              Answers.ASKED.stream()
                  .filter(_ -> own || !outcome.resumed)
                  .map(asked -> answers.to(second, asked) == null ? 421 : 200)
                  .toList(),
              outcome.statuses,
              about);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessionEndsWithItsCertificate(Session session) throws Exception {
    Tool.named("openssl");
    try (TestServer server = twoSites("one.test", "two.test").start()) {
      List<String> both = List.of("one.test", "two.test");
      ask(server.port(), session, "-sess_out", "one.test", both);
      server.replaceCertificate("one.test", "three.test");
      Await.await("the new certificate is shown", () -> status(server, "two.test") == 421);
      Outcome after = ask(server.port(), session, "-sess_in", "one.test", both);
      assertFalse(after.resumed);
      assertEquals(List.of(200, 421), after.statuses);
    }
  }

  @Test
  void resumedConnectionKnowsWhatItsCertificateCovers() throws Exception {
    try (TestServer server = twoSites("one.test", "two.test").start()) {
      List<X509Certificate> shown = new ArrayList<>();
      TlsSessions client = new TlsSessions("TLSv1.3", server.port(), shown::add);
      List<Http2Peer.Frame> origins = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        try (Http2Peer peer = client.http2("one.test")) {
          assertEquals("one", peer.request(1, "/").wantResponse(1).text());
          peer.headers(3, true, get("two.test"));
          assertEquals("two", peer.wantResponse(3).text());
          peer.headers(5, true, get("three.test"));
          assertEquals(421, peer.wantResponse(5).status());
          origins.add(peer.wantFrame(0, Http2Peer.ORIGIN));
        }
      }
      assertEquals(1, shown.size(), "full handshakes");
      assertEquals(
          List.of("https://one.test:" + server.port(), "https://two.test:" + server.port()),
          origins.getLast().origins());
    }
  }

  private static String[] get(String authority) {
    return new String[] {":method: GET", ":scheme: https", ":path: /", ":authority: " + authority};
  }

  private static int status(TestServer server, String authority) throws IOException {
    try (Http1Peer peer = Http1Peer.connect(server.port(), "one.test")) {
      return peer.exchange("GET", "/", "Host: " + authority).status();
    }
  }

  private TestServer.Preparation twoSites(String... covered) throws IOException {
    return TestServer.in(folder)
        .names(covered)
        .file("one/index.html", "one")
        .file("two/index.html", "two")
        .sites(
            SiteSettings.at("one.test", folder.resolve("one")),
            SiteSettings.at("two.test", folder.resolve("two")));
  }

  /** Asks for all authorities on one connection, whose session is written or offered. */
  private Outcome ask(
      int port, Session session, String what, String serverName, List<String> authorities)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Tool.named("openssl").program().toString());
    command.addAll(List.of("s_client", "-connect", "127.0.0.1:" + port, "-ign_eof"));
    command.addAll(List.of("-alpn", "http/1.1", what, folder.resolve("session").toString()));
    command.addAll(List.of(session.options.split(" ", -1)));
    command.addAll(
        serverName.isEmpty() ? List.of("-noservername") : List.of("-servername", serverName));
    StringBuilder requests = new StringBuilder();
    for (String authority : authorities) {
      requests.append("GET / HTTP/1.1\r\nHost: ").append(authority).append("\r\n\r\n");
    }
    requests.insert(requests.length() - 2, "Connection: close\r\n");
    Path in = Files.writeString(folder.resolve("requests"), requests);
    Path out = folder.resolve("answers");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .start();
    try {
      assertTrue(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS), command + " did not end");
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertTrue(said.contains("\nReused, ") || said.contains("\nNew, "), said);
    List<Integer> statuses =
        STATUS
            .matcher(said)
            .results()
            .map((MatchResult match) -> Integer.valueOf(match.group(1)))
            .toList();
    return new Outcome(said.contains("\nReused, "), statuses);
  }
}

package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.server.Probe.Expected;
import dev.weft.testing.Client;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way we know to ask for what is outside of the root, or for what is no plain file in it. */
final class PathProbeTest {
  /** In every file that must not be sent. */
  private static final String SECRET = "woof-and-warp-secret";

  private static final Set<Integer> REFUSALS = Set.of(400, 414, 421, 431);
  private static final String LONG = "M".repeat(4096);

  @TempDir static Path folder;
  private static TestServer server;
  private static ServerSocketChannel socket;

  @BeforeAll
  static void start() throws Exception {
    TestServer.Preparation site =
        TestServer.in(folder)
            .file("secret.txt", SECRET)
            .file("site-secret/x", SECRET)
            .file("site-secret/index.html", SECRET)
            .file("site/index.html", "root")
            .file("site/dir/index.html", "dir")
            .file("site/dir/bar/page.html", "page")
            .file("site/public/index.html", "public")
            .file("site/a b.txt", "space")
            .file("site/é.txt", "accent")
            .file("site/.git/config", SECRET)
            .file("site/.env", SECRET)
            .file("site/..secret", SECRET)
            .file("site/.well-known/x", "known")
            .file("site/.well-known/.hidden", SECRET)
            .file("site/unreadable.txt", "unreadable");
    Path root = folder.resolve("site");
    link(root, "in.txt", "index.html");
    link(root, "in", "dir");
    link(root, "out.txt", "../secret.txt");
    link(root, "out", "../site-secret");
    link(root, "absolute.txt", folder.resolve("secret.txt").toString());
    link(root, "through.txt", "out.txt");
    link(root, "nowhere.txt", "nothing");
    link(root, "loop.txt", "loop.txt");
    link(root, "endless", ".");
    link(root, "zero", "/dev/zero");
    Files.createDirectory(root.resolve("linked"));
    link(root, "linked/index.html", "../../secret.txt");
    assertEquals(0, new ProcessBuilder("mkfifo", root + "/fifo").start().waitFor());
    socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
    Files.setPosixFilePermissions(
        root.resolve("unreadable.txt"), PosixFilePermissions.fromString("---------"));
    server = site.start();
  }

  private static void link(Path root, String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(target));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    socket.close();
    Files.delete(folder.resolve("site/zero")); // leads out of what the test cleans up
  }

  static Stream<Arguments> probes() {
    return Probe.ALL.stream().flatMap(PathProbeTest::inEachVersion);
  }

  @ParameterizedTest
  @MethodSource("probes")
  void pathNamesWhatIsMeantOrNothing(Probe probe, Client.Version version) throws IOException {
    Optional<Response> response;
    try (Client client = new Client(version, server.port())) {
      response = client.tryToAsk("GET", probe.path());
    }
    response.ifPresent(PathProbeTest::harmless);
    switch (probe.expected()) {
      case Expected.Refused _ ->
          response.ifPresent(r -> assertTrue(REFUSALS.contains(r.status()), r.toString()));
      case Expected.Missing _ -> assertEquals(404, response.orElseThrow().status());
      case Expected.Found(String body) -> {
        assertEquals(200, response.orElseThrow().status());
        assertEquals(body, response.orElseThrow().text());
      }
      case Expected.Moved(String location) -> {
        assertEquals(308, response.orElseThrow().status());
        assertEquals(location, response.orElseThrow().value("location"));
      }
    }
  }

  static Stream<Arguments> methods() {
    return Stream.of("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "get", LONG)
        .flatMap(PathProbeTest::inEachVersion);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void noMethodGetsMoreThanGet(String method, Client.Version version) throws IOException {
    List<String> wrong = new ArrayList<>();
    try (Client client = new Client(version, server.port())) {
      for (int i = 0; i < Probe.ALL.size(); i += 3) {
        Probe probe = Probe.ALL.get(i);
        Optional<Response> response = client.tryToAsk(method, probe.path());
        response.ifPresent(PathProbeTest::harmless);
        int status = response.map(Response::status).orElse(400); // as a reset means
        if (!allowed(method, probe.expected()).contains(status)) {
          wrong.add(status + " " + probe);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static Set<Integer> allowed(String method, Expected expected) {
    boolean head = method.equals("HEAD");
    int otherwise = method.equals("OPTIONS") ? 204 : 405;
    Set<Integer> allowed = new HashSet<>();
    switch (expected) {
      case Expected.Refused _ -> allowed.addAll(REFUSALS);
      case Expected.Missing _ -> allowed.add(head ? 404 : otherwise);
      case Expected.Found _ -> allowed.add(head ? 200 : otherwise);
      case Expected.Moved _ -> allowed.add(head ? 308 : otherwise);
    }
    if (!head) {
      allowed.add(otherwise); // whatever the path
    }
    if (method.equals("CONNECT")) {
      allowed.add(400); // a path is no target of it
    }
    return allowed;
  }

  /** The superuser may read everything, and no test can take that away. */
  @ParameterizedTest
  @EnumSource(Client.Version.class)
  void unreadableFileIsNotThere(Client.Version version) throws IOException {
    boolean readable = Files.isReadable(folder.resolve("site/unreadable.txt"));
    try (Client client = new Client(version, server.port())) {
      assertEquals(readable ? 200 : 404, client.get("/unreadable.txt").status());
    }
  }

  private static Stream<Arguments> inEachVersion(Object what) {
    return Stream.of(Client.Version.values()).map(version -> Arguments.of(what, version));
  }

  /** Nothing of what is outside, and no failure. */
  private static void harmless(Response response) {
    String all = response.fields() + new String(response.body(), StandardCharsets.ISO_8859_1);
    assertFalse(all.contains(SECRET) || all.contains("root:x:0:"), response.toString());
    assertTrue(response.status() < 500, response.toString());
  }
}

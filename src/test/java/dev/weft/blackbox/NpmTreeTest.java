package dev.weft.blackbox;

import static java.net.http.HttpClient.Version.HTTP_1_1;
import static java.net.http.HttpClient.Version.HTTP_2;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real unbundled packages come whole over one connection, in each coding, to three clients.
 *
 * <p>The JDK's client proves that every body decodes to its file, and so says what the bodies as
 * sent are. h2load, which keeps none, must count the same number of bytes; nghttp must print the
 * same bytes.
 */
final class NpmTreeTest {
  private static final List<String> CODINGS = List.of("identity", "gzip", "br", "zstd");
  private static final Pattern H2LOAD_TRAFFIC = Pattern.compile("\\((\\d+)\\) data");

  /** Compression is behind the answers; so long may it take for a whole tree on a slow machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path temp;

  @ParameterizedTest
  @EnumSource
  void treeComesWholeOverOneConnectionInEachCoding(Tree tree) throws Exception {
    var h2load = Tool.named("h2load");
    var nghttp = Tool.named("nghttp");
    var leaves = tree.leaves();
    try (var server = WeftProcess.serve(tree.folder());
        var relay = Relay.to(server.port())) {
      var origin = URI.create("https://localhost:" + relay.port() + "/");
      var urls = leaves.stream().map(leaf -> origin.resolve(leaf.path()).toString()).toList();
      for (String coding : CODINGS) {
        settled(HTTP_2, origin, leaves, coding);
        relay.takeConnections();
        var whole = WholeTree.fetch(HTTP_2, origin, leaves, coding);
        assertEquals(1, relay.takeConnections(), "the JDK's client, " + coding);
        assertEveryBodyIsItsFile(whole, coding);

        h2loadCountsTheSameBytes(h2load, urls, coding, whole);
        assertEquals(1, relay.takeConnections(), "h2load, " + coding);

        nghttpSucceedsEverywhere(nghttp, urls, coding);
        assertEquals(1, relay.takeConnections(), "nghttp, " + coding);
      }
    }
  }

  /**
   * One stream at a time, nghttp prints the bodies one after the other, and they can be told apart.
   */
  @ParameterizedTest
  @EnumSource
  void nghttpPrintsTheTreeByteForByteInEachCoding(Tree tree) throws Exception {
    var nghttp = Tool.named("nghttp");
    var leaves = tree.leaves();
    try (var server = WeftProcess.serve(tree.folder(), "--max-concurrent-streams", "1")) {
      var origin = server.origin();
      var urls = leaves.stream().map(leaf -> origin.resolve(leaf.path()).toString()).toList();
      for (String coding : CODINGS) {
        var expected = new ByteArrayOutputStream();
        for (var file : settled(HTTP_1_1, origin, leaves, coding).files()) {
          // nghttp itself undoes gzip.
          expected.writeBytes(coding.equals("gzip") ? file.decoded() : file.body());
        }
        Path printed = temp.resolve(coding);
        nghttp.run(nghttpArguments(urls, coding, "--peer-max-concurrent-streams=1"), printed);
        assertArrayEquals(expected.toByteArray(), Files.readAllBytes(printed), coding);
      }
    }
  }

  /** The tree, once everything in it that is worth compressing comes compressed. */
  private static WholeTree settled(
      HttpClient.Version version, URI origin, List<Tree.Leaf> leaves, String coding)
      throws Exception {
    var deadline = Instant.now().plus(PATIENCE);
    var waiting = coding.equals("identity") ? List.<Tree.Leaf>of() : compressible(leaves);
    while (!waiting.isEmpty()) {
      var missing =
          WholeTree.fetch(version, origin, waiting, coding).files().stream()
              .filter(file -> !file.coding().equals(coding))
              .map(WholeTree.Fetched::leaf)
              .toList();
      waiting = missing;
      assertTrue(Instant.now().isBefore(deadline), () -> "not in " + coding + ": " + missing);
      // Nothing tells a client when a server has compressed; to ask all the time would delay it.
      TimeUnit.SECONDS.sleep(waiting.isEmpty() ? 0 : 1);
    }
    return WholeTree.fetch(version, origin, leaves, coding);
  }

  /** Code and text that gets clearly smaller: the server's rule is 5 %, by better compressors. */
  private static List<Tree.Leaf> compressible(List<Tree.Leaf> leaves) throws IOException {
    var compressible = new ArrayList<Tree.Leaf>();
    for (Tree.Leaf leaf : leaves) {
      var smaller = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(smaller)) {
        gzip.write(leaf.content());
      }
      if (leaf.path().matches(".*\\.(js|json|md|map|svg)")
          && smaller.size() < leaf.content().length * 0.8) {
        compressible.add(leaf);
      }
    }
    return compressible;
  }

  private static void assertEveryBodyIsItsFile(WholeTree whole, String coding) throws IOException {
    for (var file : whole.files()) {
      assertEquals(200, file.status(), file.leaf().path());
      assertTrue(
          file.coding().equals(coding) || file.coding().equals("identity"),
          () -> file.leaf().path() + ": " + file.coding() + ", asked for " + coding);
      assertArrayEquals(file.leaf().content(), file.decoded(), file.leaf().path());
    }
  }

  private void h2loadCountsTheSameBytes(
      Tool h2load, List<String> urls, String coding, WholeTree whole) throws Exception {
    Path list = temp.resolve("urls");
    Files.write(list, urls);
    var said =
        h2load.run(
            "--clients=1",
            "--max-concurrent-streams=100",
            "--requests=" + urls.size(),
            "--header=accept-encoding: " + coding,
            "--input-file=" + list);
    int n = urls.size();
    assertTrue(said.contains(n + " succeeded, 0 failed, 0 errored, 0 timeout"), said);
    assertTrue(said.contains("status codes: " + n + " 2xx, 0 3xx, 0 4xx, 0 5xx"), said);
    var traffic = H2LOAD_TRAFFIC.matcher(said);
    assertTrue(traffic.find(), said);
    assertEquals(whole.bytes(), Long.parseLong(traffic.group(1)), coding);
  }

  private void nghttpSucceedsEverywhere(Tool nghttp, List<String> urls, String coding)
      throws Exception {
    Path har = temp.resolve("har");
    nghttp.run(nghttpArguments(urls, coding, "--null-out", "--har=" + har));
    var entries = Json.parse(Files.readString(har)).at("log", "entries").elements();
    assertEquals(urls.size(), entries.size(), coding);
    for (Json entry : entries) {
      assertEquals(200, entry.at("response", "status").number(), entry::text);
    }
  }

  private static List<String> nghttpArguments(List<String> urls, String coding, String... more) {
    var arguments = new ArrayList<>(List.of(more));
    arguments.add("--header=accept-encoding: " + coding);
    arguments.addAll(urls);
    return arguments;
  }
}

package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/weft} in a clone that was never built, in a folder with a space in its name. */
final class LauncherTest {
  private static final List<String> SOURCES = List.of("pom.xml", ".mvn", "bin", "src/main");

  @TempDir private Path temp;
  private Path clone;

  @BeforeEach
  void copySources() throws IOException {
    clone = temp.resolve("a clone");
    for (String source : SOURCES) {
      copy(WeftProcess.ROOT.resolve(source), clone.resolve(source));
    }
  }

  @Test
  void twoFirstStartsAtTheSameTimeBuildOnce() throws Exception {
    var starts = List.of(start(Map.of(), "version"), start(Map.of(), "version"));
    var said = new ArrayList<String>();
    for (Process start : starts) {
      said.addAll(start.errorReader().readAllLines());
      assertEquals(0, start.waitFor(), said::toString);
    }
    assertEquals(
        1, said.stream().filter(line -> line.contains("building")).count(), said::toString);

    var again = start(Map.of(), "version");
    assertEquals(List.of(), again.errorReader().readAllLines());
  }

  @Test
  void startsThroughSymbolicLinkFromAnyFolderAndServesTheCallersOne() throws Exception {
    copy(WeftProcess.ROOT.resolve("target/weft.jar"), clone.resolve("target/weft.jar"));
    copy(WeftProcess.ROOT.resolve("target/lib"), clone.resolve("target/lib"));
    Path elsewhere = Files.createDirectory(temp.resolve("else where"));
    Path site = Files.createDirectory(elsewhere.resolve("my site"));
    Files.writeString(site.resolve("index.html"), "found");
    Path link = Files.createSymbolicLink(temp.resolve("link to weft"), Path.of("a clone/bin/weft"));

    try (var server = WeftProcess.serve(link, elsewhere, Path.of("my site"));
        var client =
            HttpClient.newBuilder()
                .sslContext(Trust.context(clone.resolve("certs/weft-ca.pem")))
                .build()) {
      var page = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/"));
      assertEquals("found", client.send(page.build(), BodyHandlers.ofString()).body());
    }
  }

  @Test
  void saysWhatToInstallWhenThereIsNoJdk() throws Exception {
    Path search = clone.resolve("bin/jdk.sh");
    Files.writeString(search, Files.readString(search).replace("wanted=25", "wanted=999"));
    assertSays("needs a JDK of version 999 or newer", start(Map.of(), "version"));
  }

  @Test
  void saysWhatToInstallWhenThereIsNoMaven() throws Exception {
    Path path = Files.createDirectory(temp.resolve("path"));
    for (String tool : List.of("sh", "dirname", "readlink", "basename", "find", "sed", "cat")) {
      Files.createSymbolicLink(path.resolve(tool), Tool.named(tool).program());
    }
    assertSays("no mvn on PATH", start(Map.of("PATH", path.toString()), "version"));
  }

  @Test
  void showsWhatMavenSaidWhenTheBuildFails() throws Exception {
    Files.writeString(clone.resolve("src/main/java/dev/weft/Broken.java"), "class Broken {");
    assertSays("reached end of file while parsing", start(Map.of(), "version"));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(clone.resolve("bin/weft").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("WEFT_AOT", "off");
    return builder.start();
  }

  private static void assertSays(String words, Process process) throws Exception {
    String said = process.errorReader().readAllAsString();
    assertEquals(1, process.waitFor(), said);
    assertTrue(said.contains(words), said);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, target);
        }
      }
    }
  }
}

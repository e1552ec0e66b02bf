package dev.weft.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.graph.Import;
import dev.weft.graph.ModuleLexer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** In every file of well-known packages Weft finds the imports that es-module-lexer finds. */
final class NpmImportsTest {
  private static final String LEXER = "es-module-lexer@3.0.5";

  private static final List<String> PACKAGES =
      List.of(
          "@babel/core@8.1.3",
          "core-js@3.51.0",
          "d3-array@3.2.5",
          "date-fns@4.4.0",
          "lit-html@3.3.3",
          "lodash-es@4.18.1",
          "mathjs@15.2.0",
          "ol@10.11.0",
          "preact@11.2.0",
          "prettier@3.10.1",
          "ramda@0.32.0",
          "rxjs@7.8.2",
          "svelte@5.57.3",
          "terser@5.51.4",
          "three@0.187.0",
          "typescript@5.9.3",
          "vue@3.5.45",
          "zod@4.6.7");

  @TempDir private Path temp;

  @Test
  void importsOfEveryFileAreThoseThatEsModuleLexerFinds(TestReporter reporter) throws Exception {
    var node = Tool.named("node");
    var npm = Tool.named("npm");
    Files.writeString(temp.resolve("package.json"), "{ \"private\": true }");
    var install = new ArrayList<>(List.of("install", "--prefix=" + temp, "--ignore-scripts"));
    install.addAll(List.of("--no-audit", "--no-fund", "--omit=peer", LEXER));
    install.addAll(PACKAGES);
    npm.run(install);

    Path script = temp.resolve("imports.mjs");
    try (InputStream in = NpmImportsTest.class.getResourceAsStream("imports.mjs")) {
      Files.copy(Objects.requireNonNull(in), script);
    }
    List<String> files = files();
    Files.write(temp.resolve("files"), files);
    Path answers = temp.resolve("answers");
    node.run(List.of(script.toString(), temp.resolve("files").toString()), answers);

    int imports = 0;
    var disagreements = new ArrayList<String>();
    List<String> lines = Files.readAllLines(answers);
    for (String line : lines) {
      var answer = Json.parse(line);
      var theirs = answer.at("imports").elements().stream().map(Json::text).toList();
      var ours = ours(Path.of(answer.at("path").text()));
      if (!theirs.equals(ours)) {
        disagreements.add(answer.at("path").text() + "\n  " + theirs + "\n  " + ours);
      }
      imports += theirs.size();
    }
    reporter.publishEntry(
        "agreement",
        "%d packages, %d files, %d imports, %d disagreements"
            .formatted(PACKAGES.size(), files.size(), imports, disagreements.size()));
    assertEquals(List.of(), disagreements);
    assertEquals(files.size(), lines.size());
    assertTrue(files.size() > 5000, () -> files.size() + " files");
    assertTrue(imports > 10_000, imports + " imports");
  }

  private List<String> files() throws IOException {
    var all = new ArrayList<String>();
    for (String each : PACKAGES) {
      Path folder = temp.resolve("node_modules", each.substring(0, each.lastIndexOf('@')));
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Files::isRegularFile)
            .map(Path::toString)
            .filter(file -> file.matches(".*\\.[cm]?js"))
            .forEach(all::add);
      }
    }
    return all;
  }

  /** What we find, as the script writes what es-module-lexer does. */
  private static List<String> ours(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length >= 3 && new String(bytes, 0, 3, UTF_8).equals("\ufeff")) {
      bytes = Arrays.copyOfRange(bytes, 3, bytes.length);
    }
    int[] characters = characters(bytes);
    var read = ModuleLexer.read(bytes);
    var lines = new ArrayList<String>();
    for (Import found : read.imports()) {
      String specifier = Objects.requireNonNullElse(found.specifier(), "");
      int start = characters[found.start()];
      int end = characters[found.end()];
      lines.add(found.kind() + " " + start + "-" + end + " " + found.type() + " " + specifier);
    }
    read.problem().ifPresent(lines::add);
    return lines;
  }

  /** For each byte the UTF-16 units before it. */
  private static int[] characters(byte[] bytes) {
    int[] characters = new int[bytes.length + 1];
    int count = 0;
    for (int i = 0; i < bytes.length; i++) {
      characters[i] = count;
      int c = bytes[i] & 0xff;
      count += c < 0x80 || (c >= 0xc0 && c < 0xf0) ? 1 : c >= 0xf0 ? 2 : 0;
    }
    characters[bytes.length] = count;
    return characters;
  }
}

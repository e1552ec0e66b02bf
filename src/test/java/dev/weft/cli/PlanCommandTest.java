package dev.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PlanCommandTest {
  @TempDir private Path folder;

  /** What was printed, with DIR for the folder, and the exit code. */
  record Outcome(int code, String text) {
    boolean has(String line) {
      return text.lines().anyMatch(line::equals);
    }
  }

  @BeforeEach
  void aSite() throws IOException {
    write(
        "index.html", "<link rel=stylesheet href=a.css><script type=module src=/js/a.js></script>");
    write("a.css", "b { c: url(i.png) }");
    write("i.png", "x");
    write("js/a.js", "import './b.js'; import('./later.js'); import(x)");
    write("js/b.js", "import './a.js'; " + "export const b = 'a long text'; ".repeat(40));
    write("js/later.js", "");
    write("unused.js", "");
    write(
        "weft.toml",
        """
        [store]
        cache = 'cache'
        [[site]]
        root = 'www'
        authorities = ['a.example']
        flatten = 'inline'
        fingerprint = true
        """);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path.equals("weft.toml") ? path : "www/" + path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Outcome plan(String... arguments) {
    var all = new ArrayList<>(List.of("plan"));
    all.addAll(List.of(arguments));
    if (!all.contains("--config")) {
      all.addAll(List.of("--config", folder.resolve("weft.toml").toString()));
    }
    String[] line = all.toArray(String[]::new);
    CommandLine commands = WeftCommand.commands(line);
    var text = new StringWriter();
    commands.setOut(new PrintWriter(text));
    commands.setErr(new PrintWriter(text));
    int code = WeftCommand.execute(commands, line);
    return new Outcome(code, text.toString().replace(folder.toString(), "DIR"));
  }

  @Test
  void textHasTheFilesTheStepsAndWhatIsUnused() {
    var outcome = plan("/");
    assertEquals(0, outcome.code());
    assertTrue(
        outcome.has("depth   identity       gzip       zstd         br  file"), outcome.text());
    assertTrue(
        outcome.has("    1         48         48         48         48  /js/a.js"), outcome.text());
    assertTrue(
        outcome.has("    2      1,297          -          -          -  /js/b.js"), outcome.text());
    assertTrue(
        outcome.has("later          0          0          0          0  /js/later.js"),
        outcome.text());
    assertTrue(
        outcome.has("    2      1,345          -          -          -  modules, 2 deep"),
        outcome.text());
    assertTrue(
        outcome.has(
            "Round trips until the last module is there: 3 as it is, 2 when the document names"
                + " all."),
        outcome.text());
    assertTrue(outcome.has("Links to modules that the document is sent with: 2."), outcome.text());
    assertTrue(outcome.text().contains("Cycles: 1\n  /js/a.js /js/b.js\n"), outcome.text());
    assertTrue(outcome.text().contains("Unused by any page: 1\n  /unused.js\n"), outcome.text());
  }

  @Test
  void textSaysWhyModulesKeepTheirUrls() throws IOException {
    assertTrue(plan("/").has("Modules that it names by their content with fingerprint = true: 3."));
    write(
        "index.html",
        "<meta http-equiv=content-security-policy content=\"default-src 'self'\">"
            + "<script type=module src=/js/a.js></script>");
    var outcome = plan("/");
    assertTrue(outcome.has("Modules that it names by their content with fingerprint = true: 0."));
    assertTrue(
        outcome
            .text()
            .contains(
                "Not named by content: 1\n  modules keep their URLs: the page's own policy would"
                    + " block the import map, which is an inline script\n"),
        outcome.text());
  }

  @Test
  void bytesAreKnownOnceSomebodyCompressed() {
    assertFalse(plan("/", "--compress").text().contains(" - "));
    assertFalse(plan("/").text().contains(" - "), "what the cache has is known");
  }

  @Test
  void jsonHasTheSame() {
    var outcome = plan("/index.html", "--json");
    assertEquals(0, outcome.code());
    assertTrue(
        outcome.has(" \"roundTrips\": {\"now\": 3, \"flat\": 2, \"others\": 3},"), outcome.text());
    assertTrue(
        outcome
            .text()
            .contains(
                "{\"url\": \"/js/a.js\", \"kind\": \"module\", \"depth\": 1, \"by\":"
                    + " \"/index.html\", \"bytes\": {\"identity\": 48, \"gzip\": 48, \"zstd\": 48,"
                    + " \"br\": 48}, \"imports\": [\"/js/b.js\"]}"),
        outcome.text());
    assertTrue(outcome.has(" \"links\": {\"count\": 2, \"reasons\": []},"), outcome.text());
    assertTrue(
        outcome.has(" \"fingerprints\": {\"modules\": 3, \"reasons\": []},"), outcome.text());
    assertTrue(outcome.has(" \"cycles\": [[\"/js/a.js\", \"/js/b.js\"]],"), outcome.text());
    assertTrue(outcome.has(" \"computed\": [\"/js/a.js\"],"), outcome.text());
    assertTrue(outcome.has(" \"unused\": [\"/unused.js\"]}"), outcome.text());
  }

  @Test
  void pictureIsAPageOfItsOwnWithEveryNameEscaped() throws IOException {
    write("js/a.js", "import './b.js'; import './<i>&\"x\".js'");
    write("js/<i>&\"x\".js", "");
    Path html = folder.resolve("plan.html");
    assertEquals(0, plan("/", "--html", html.toString()).code());
    String page = Files.readString(html);
    assertTrue(
        page.contains("&lt;i&gt;&amp;&quot;x&quot;.js") || page.contains("%3Ci%3E&amp;%22x%22.js"),
        page);
    assertFalse(page.contains("<i>"), page);
    assertFalse(page.contains("src=") || page.contains("href=") || page.contains("url("), page);
  }

  @Test
  void missingFileIsAFailure() throws IOException {
    write("js/b.js", "import './no.js'");
    var outcome = plan("/");
    assertEquals(1, outcome.code());
    assertTrue(
        outcome.text().contains("Missing: 1\n  /js/no.js, by /js/b.js: no such file\n"),
        outcome.text());
  }

  @Test
  void moduleAndUrlAreNamesOfAPageToo() {
    assertTrue(plan("js/b.js").has("    2         48         48         48         48  /js/a.js"));
    assertEquals(0, plan("https://a.example/").code());
    assertEquals(
        "weft: PAGE: https://b.example/ (expected: the path of a document or a module of the"
            + " site)\n",
        plan("https://b.example/").text());
  }

  @Test
  void mistakesAreOneLine() {
    assertEquals(
        new Outcome(
            2, "weft: PAGE: /no (expected: the path of a document or a module of the site)\n"),
        plan("/no"));
    assertEquals(
        new Outcome(2, "weft: PAGE: /i.png (expected: a document or a module)\n"), plan("/i.png"));
    assertEquals(
        new Outcome(2, "weft: --config: with DIR (expected: one of them)\n"), plan("/", "x"));
  }
}

package dev.weft.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.TomlConfiguration.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** The example and the page say what the reader knows: no key more, no key less. */
class DocumentsTest {
  private static final Path EXAMPLE = Path.of("src/main/examples/weft.toml");
  private static final Path PAGE = Path.of("src/site/markdown/configuration.md");

  /** A line of the example that is a setting when its mark is taken away. */
  private static final Pattern SETTING = Pattern.compile("(?m)^#(?=[\\[a-z])");

  @TempDir Path folder;

  @BeforeEach
  void whatTheExampleNames() throws IOException {
    Files.createDirectories(folder.resolve("public"));
    Files.createDirectories(folder.resolve("images"));
    Files.writeString(folder.resolve("example.password"), "open sesame");
    Files.writeString(folder.resolve("example.token"), "0123456789abcdef");
  }

  @Test
  void exampleLoadsAsItIs() throws IOException {
    var configuration = loaded(Files.readString(EXAMPLE));
    assertEquals(folder.resolve("public"), configuration.sites().getFirst().root());
    assertEquals(2, configuration.sites().getFirst().rules().size());
  }

  @Test
  void exampleLoadsWithEverySettingTaken() throws IOException {
    var configuration = loaded(everySetting());
    assertEquals(2, configuration.sites().size());
    assertEquals(1, configuration.tls().certificates().size());
  }

  @Test
  void exampleShowsEveryKey() throws IOException {
    var keys = new TreeSet<String>();
    collect(Toml.parse(everySetting()), "", keys);
    assertEquals(TomlConfiguration.keys(), keys);
  }

  @Test
  void settingsOfTheExampleAreTheDefaults() throws IOException {
    var configuration = loaded(everySetting());
    var defaults = Configuration.defaults(folder.resolve("certs"), configuration.sites());
    assertEquals(defaults.listen().bind(), configuration.listen().bind());
    assertEquals(defaults.listen().port(), configuration.listen().port());
    assertEquals(defaults.tls(), configuration.tls().withCertificates(List.of()));
    assertEquals(defaults.http2(), configuration.http2());
    assertEquals(defaults.limits(), configuration.limits());
    var store = configuration.store();
    assertEquals(
        defaults.store(),
        new Configuration.Store(
            Optional.empty(),
            store.smallFile(),
            store.compress(),
            store.cache(),
            store.cacheSize()));
    assertEquals(
        Optional.of(
            new Configuration.AccessLog(Optional.empty(), Configuration.AccessLog.Format.COMBINED)),
        configuration.accessLog());
    assertEquals(
        defaults.status(),
        new Configuration.Status(
            configuration.status().enabled(),
            Optional.empty(),
            Optional.empty(),
            configuration.status().openHealth()));
    var site = configuration.sites().getFirst();
    var plain = SiteSettings.of(site.root());
    assertEquals(plain.index(), site.index());
    assertEquals(plain.cleanUrls(), site.cleanUrls());
    assertEquals(plain.listing(), site.listing());
    assertEquals(plain.notFoundPage(), site.notFoundPage());
    assertEquals(plain.errorPage(), site.errorPage());
    assertEquals(plain.beacon(), site.beacon());
  }

  @Test
  void dashboardAsksForWhatTheManualNames() throws IOException {
    var manual = Files.readString(Path.of("src/site/markdown/live.md"));
    var queries =
        Pattern.compile("\"expr\": \"(.*)\"")
            .matcher(Files.readString(Path.of("src/main/examples/dashboard.json")))
            .results()
            .map(expression -> expression.group(1).replace("\\\"", "\""))
            .toList();
    assertEquals(12, queries.size());
    for (var query : queries) {
      assertTrue(manual.contains("| `" + query + "` |"), query);
      for (var metric :
          Pattern.compile("(weft|process|jvm)_\\w+").matcher(query).results().toList()) {
        assertTrue(manual.contains("`" + metric.group() + "`"), metric.group());
      }
    }
  }

  @Test
  void pageTellsOfEveryKey() throws IOException {
    var keys = new TreeSet<String>();
    var tables = List.<String>of();
    for (var line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        tables = quoted(line).stream().map(name -> name.replaceAll("[\\[\\]]", "")).toList();
        keys.addAll(tables);
      } else if (line.startsWith("| `") && !tables.isEmpty()) {
        var key = quoted(line).getFirst();
        tables.forEach(table -> keys.add(table + "." + key));
      }
    }
    assertEquals(TomlConfiguration.keys(), keys);
  }

  @Test
  void pageTellsTheDefaults() throws IOException {
    var page = Files.readString(PAGE);
    for (var line : everySetting().lines().filter(l -> l.matches("[a-z-]+ = .*")).toList()) {
      var key = line.substring(0, line.indexOf(" = "));
      var value =
          line.substring(line.indexOf(" = ") + 3).replaceAll("^\\[(\"index.html\")]$", "$1");
      var rows = page.lines().filter(row -> row.startsWith("| `" + key + "` |")).toList();
      var free =
          List.of("none", "required", "the same file", "a quarter of the heap", "`certs` in");
      assertTrue(
          rows.stream().anyMatch(r -> r.contains("| `" + value + "` |"))
              || rows.stream().anyMatch(r -> free.stream().anyMatch(f -> r.contains("| " + f))),
          line);
    }
  }

  @Test
  void recipesLoad() throws IOException {
    var blocks = Pattern.compile("(?s)```toml\n(.*?)```").matcher(Files.readString(PAGE));
    int recipes = 0;
    while (blocks.find()) {
      for (var root : List.of("dist", "www")) {
        Files.createDirectories(folder.resolve(root));
      }
      loaded(blocks.group(1).replace("/srv/example.org", "www"));
      recipes++;
    }
    assertEquals(5, recipes);
  }

  private static String everySetting() throws IOException {
    return SETTING.matcher(Files.readString(EXAMPLE)).replaceAll("");
  }

  private static List<String> quoted(String line) {
    return Pattern.compile("`([^`]+)`").matcher(line).results().map(m -> m.group(1)).toList();
  }

  private static void collect(TomlTable table, String prefix, Set<String> keys) {
    for (var key : table.keySet()) {
      var path = prefix + key;
      keys.add(path);
      switch (table.get(List.of(key))) {
        case TomlTable inner when !key.equals("set") -> collect(inner, path + ".", keys);
        case TomlArray array -> {
          for (var element : array.toList()) {
            if (element instanceof TomlTable inner) {
              collect(inner, path + ".", keys);
            }
          }
        }
        case null, default -> {}
      }
    }
  }

  private Configuration loaded(String text) throws IOException {
    var file = folder.resolve("weft.toml");
    Files.writeString(file, text);
    var result = TomlConfiguration.read(file, folder.resolve("certs"));
    var problems =
        result instanceof Result.Rejected rejected
            ? rejected.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"))
            : "";
    assertEquals("", problems);
    return assertInstanceOf(Result.Loaded.class, result).configuration();
  }
}

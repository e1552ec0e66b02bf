package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code that the manual shows of the client is the code of the client. */
final class ClientPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/client.md");
  private static final Path SOURCES = Path.of("src/main/java/dev/weft/measure");
  private static final Pattern SNIPPET =
      Pattern.compile("```java\n// (\\w+\\.java)\n(.*?)```", Pattern.DOTALL);

  @Test
  void snippetsAreInTheSources() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        sources.put(String.valueOf(file.getFileName()), lines(Files.readString(file)));
      }
    }
    List<String> unknown =
        SNIPPET
            .matcher(page)
            .results()
            .filter(
                snippet ->
                    !sources.getOrDefault(snippet.group(1), "").contains(lines(snippet.group(2))))
            .map(snippet -> snippet.group(1) + ":\n" + snippet.group(2))
            .toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void everyPieceOfCodeNamesItsSource() throws IOException {
    String page = Files.readString(PAGE);
    Matcher begin = Pattern.compile("```java\n").matcher(page);
    assertEquals(begin.results().count(), SNIPPET.matcher(page).results().count());
    assertTrue(begin.reset().find(), "the page shows code");
  }

  /** Without the indentation, which a page does not need. */
  private static String lines(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
  }
}

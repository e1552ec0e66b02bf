package dev.weft.measure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A browser of this machine.
 *
 * @param engine which protocol it speaks
 * @param program the file that starts it
 */
public record Installed(Engine engine, Path program) {
  /** What a browser is made of, as far as it matters here. */
  @SuppressWarnings("ImmutableEnumChecker") // List.of is
  public enum Engine {
    CHROMIUM(
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
        "microsoft-edge-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    FIREFOX("firefox", "firefox-esr", "/Applications/Firefox.app/Contents/MacOS/firefox");

    private final List<String> programs;

    Engine(String... programs) {
      this.programs = List.of(programs);
    }
  }

  /**
   * The browser that a person names: {@code chromium} (which is Chrome or Edge as well), {@code
   * chrome}, {@code edge}, {@code firefox}, or the path of a program.
   *
   * @throws BrowserException when it is not there
   * @throws IllegalArgumentException when it is neither a browser nor a program
   */
  public static Installed named(String name) throws BrowserException {
    String wanted = name.toLowerCase(Locale.ROOT);
    return switch (wanted) {
      case "chromium" -> found(name, Engine.CHROMIUM, Engine.CHROMIUM.programs);
      case "firefox" -> found(name, Engine.FIREFOX, Engine.FIREFOX.programs);
      case "chrome", "edge" ->
          found(
              name,
              Engine.CHROMIUM,
              Engine.CHROMIUM.programs.stream()
                  .filter(program -> program.toLowerCase(Locale.ROOT).contains(wanted))
                  .toList());
      default -> started(name);
    };
  }

  private static Installed started(String name) {
    Path program = Path.of(name);
    String file = String.valueOf(program.getFileName()).toLowerCase(Locale.ROOT);
    if (!Files.isExecutable(program) || Files.isDirectory(program)) {
      throw new IllegalArgumentException(
          "browser: "
              + name
              + " (expected: chromium, chrome, edge, firefox, or the path of a program)");
    }
    return new Installed(file.contains("firefox") ? Engine.FIREFOX : Engine.CHROMIUM, program);
  }

  private static Installed found(String name, Engine engine, List<String> programs)
      throws BrowserException {
    return find(engine, programs)
        .orElseThrow(
            () ->
                new BrowserException(
                    "browser: no "
                        + name
                        + " on PATH (expected: one of "
                        + String.join(", ", programs.stream().filter(p -> !absolute(p)).toList())
                        + ")"));
  }

  /**
   * The first one there is.
   *
   * @throws BrowserException when there is none
   */
  public static Installed any() throws BrowserException {
    return Stream.of(Engine.values())
        .flatMap(engine -> find(engine, engine.programs).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new BrowserException(
                    "browser: none found on PATH (expected: Chromium, Chrome, Edge or Firefox;"
                        + " --browser names another)"));
  }

  private static Optional<Installed> find(Engine engine, List<String> programs) {
    return programs.stream()
        .flatMap(name -> program(name).stream())
        .map(program -> new Installed(engine, program))
        .findFirst();
  }

  /** A program, by its path or by its name on PATH. */
  static Optional<Path> program(String name) {
    List<String> folders =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
    return (absolute(name)
            ? Stream.of(Path.of(name))
            : folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean absolute(String name) {
    return name.startsWith("/");
  }
}

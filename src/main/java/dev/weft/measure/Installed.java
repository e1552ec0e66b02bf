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
   * firefox}, or the path of a program.
   *
   * @throws BrowserException when it is not there
   */
  public static Installed named(String name) throws BrowserException {
    for (Engine engine : Engine.values()) {
      if (engine.name().equalsIgnoreCase(name)) {
        return find(engine)
            .orElseThrow(
                () ->
                    new BrowserException(
                        "browser: no "
                            + name
                            + " on PATH (expected: one of "
                            + String.join(
                                ", ", engine.programs.stream().filter(p -> !absolute(p)).toList())
                            + ")"));
      }
    }
    Path program = Path.of(name);
    String file = String.valueOf(program.getFileName()).toLowerCase(Locale.ROOT);
    if (!Files.isExecutable(program) || Files.isDirectory(program)) {
      throw new BrowserException(
          "browser: " + name + " (expected: chromium, firefox, or the path of a program)");
    }
    return new Installed(file.contains("firefox") ? Engine.FIREFOX : Engine.CHROMIUM, program);
  }

  /**
   * The first one there is.
   *
   * @throws BrowserException when there is none
   */
  public static Installed any() throws BrowserException {
    return Stream.of(Engine.values())
        .flatMap(engine -> find(engine).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new BrowserException(
                    "browser: none found on PATH (expected: Chromium, Chrome, Edge or Firefox;"
                        + " --browser names another)"));
  }

  private static Optional<Installed> find(Engine engine) {
    return engine.programs.stream()
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

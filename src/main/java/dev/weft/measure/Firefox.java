package dev.weft.measure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Firefox, over WebDriver BiDi. */
final class Firefox implements Browser {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int BETWEEN_PICTURES_MILLIS = 100;

  /** Nothing of its own is to be on the link. */
  private static final String PREFERENCES =
      """
      user_pref("app.normandy.enabled", false);
      user_pref("app.update.disabledForTesting", true);
      user_pref("browser.safebrowsing.downloads.remote.enabled", false);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);
      user_pref("network.proxy.type", 0);
      user_pref("network.trr.mode", 5);
      user_pref("privacy.reduceTimerPrecision", false);
      user_pref("services.settings.server", "data:,");
      """;

  private final BrowserProcess process;
  private final Wire wire;
  private final Product product;

  private Firefox(BrowserProcess process, Wire wire, boolean insecure)
      throws BrowserException, InterruptedException {
    this.process = process;
    this.wire = wire;
    Json capabilities =
        wire.call(
                "session.new",
                Map.of(
                    "capabilities", Map.of("alwaysMatch", Map.of("acceptInsecureCerts", insecure))),
                "",
                SOON)
            .at("capabilities");
    this.product =
        new Product(
            capabilities.at("browserName").text(), capabilities.at("browserVersion").text());
  }

  /**
   * @param port of the URL, which a route leads elsewhere
   */
  static Firefox start(Path program, Path folder, Route route, int port)
      throws BrowserException, InterruptedException {
    BrowserProcess process = null;
    try {
      Files.writeString(folder.resolve("user.js"), preferences(route, port));
      boolean insecure = route.shown().isPresent() && !trusts(folder, route.shown().get());
      process =
          BrowserProcess.start(
              program,
              folder,
              List.of(
                  "--headless",
                  "--no-remote",
                  "--profile",
                  folder.toString(),
                  "--remote-debugging-port",
                  "0"));
      Wire wire = new Wire(URI.create(process.protocol() + "/session"), _ -> {});
      return new Firefox(process, wire, insecure);
    } catch (IOException | BrowserException | InterruptedException e) {
      if (process != null) {
        process.close();
      }
      switch (e) {
        case BrowserException known -> throw known;
        case InterruptedException interrupted -> throw interrupted;
        default -> throw new BrowserException(program + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * Makes a profile trust an authority, where the system has the tool for it. Without it an
   * exception has to do, and what comes with one Firefox neither keeps on disk nor shares between
   * hosts.
   */
  private static boolean trusts(Path folder, Believed.Shown shown)
      throws IOException, InterruptedException {
    Optional<Path> certutil = Installed.program("certutil");
    if (certutil.isEmpty()) {
      return false;
    }
    String database = "sql:" + folder;
    return run(certutil.get(), "-N", "-d", database, "--empty-password")
        && run(
            certutil.get(),
            "-A",
            "-d",
            database,
            "-n",
            "weft",
            "-t",
            "C,,",
            "-i",
            shown.authority().toString());
  }

  private static boolean run(Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addFirst(program.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String preferences(Route route, int port) {
    StringBuilder preferences = new StringBuilder(PREFERENCES);
    if (!route.http2()) {
      preferences.append("user_pref(\"network.http.http2.enabled\", false);\n");
      preferences.append("user_pref(\"network.http.spdy.enabled.http2\", false);\n"); // before 112
    }
    if (route.port().isPresent()) {
      // A name led to an address by force is not known to share it with others, which keeps Firefox
      // from coalescing; but only that takes wildcards and addresses.
      boolean plain = route.hosts().stream().allMatch(host -> host.matches("[a-zA-Z].*"));
      preferences.append(
          plain
              ? preference("network.dns.localDomains", String.join(",", route.hosts()))
              : preference("network.dns.forceResolve", "127.0.0.1"));
      preferences.append(preference("network.socket.forcePort", port + "=" + route.port().get()));
    }
    return preferences.toString();
  }

  private static String preference(String name, String value) {
    return "user_pref(\"" + name + "\", \"" + value + "\");\n";
  }

  @Override
  public PageLoad load(String url, Duration patience)
      throws BrowserException, InterruptedException {
    return load(tab(), url, patience);
  }

  @Override
  public Filmstrip film(String url, Duration patience)
      throws BrowserException, InterruptedException {
    String context = tab();
    List<Filmstrip.Taken> taken = new CopyOnWriteArrayList<>();
    Thread camera = Thread.ofVirtual().start(() -> film(context, taken));
    try {
      PageLoad load = load(context, url, patience);
      return Filmstrip.of(taken, load);
    } finally {
      camera.interrupt();
      camera.join();
    }
  }

  /** One picture after the other until it is interrupted, with a pause for the page between. */
  private void film(String context, List<Filmstrip.Taken> taken) {
    Map<String, ?> picture =
        Map.of("context", context, "format", Map.of("type", "image/jpeg", "quality", 0.3));
    try {
      while (taken.size() < Filmstrip.MOST_FRAMES) {
        double asked = System.currentTimeMillis();
        Json answer = wire.call("browsingContext.captureScreenshot", picture, "", SOON);
        taken.add(new Filmstrip.Taken(asked, answer.at("data").text()));
        TimeUnit.MILLISECONDS.sleep(BETWEEN_PICTURES_MILLIS);
      }
    } catch (BrowserException | InterruptedException _) {
      // That is all there are.
    }
  }

  private String tab() throws BrowserException, InterruptedException {
    return wire.call("browsingContext.create", Map.of("type", "tab"), "", SOON)
        .at("context")
        .text();
  }

  private PageLoad load(String context, String url, Duration patience)
      throws BrowserException, InterruptedException {
    wire.call(
        "script.addPreloadScript",
        Map.of("functionDeclaration", "() => {\n" + Scripts.WATCH + "\n}"),
        "",
        SOON);
    try {
      wire.call(
          "browsingContext.navigate",
          Map.of("context", context, "url", url, "wait", "interactive"),
          "",
          patience);
    } catch (BrowserException e) {
      throw new BrowserException(url + ": " + e.getMessage(), e);
    }
    Json answer =
        wire.call(
            "script.evaluate",
            Map.of(
                "expression",
                Scripts.COLLECT,
                "target",
                Map.of("context", context),
                "awaitPromise",
                true),
            "",
            patience);
    return PageLoad.read(Json.parse(answer.at("result", "value").text()));
  }

  @Override
  public Product product() {
    return product;
  }

  @Override
  public List<Sent> sent() {
    return List.of();
  }

  @Override
  public void quit() throws InterruptedException {
    process.quit(wire, "browser.close", SOON);
  }

  @Override
  public void close() {
    wire.close();
    process.close();
  }
}

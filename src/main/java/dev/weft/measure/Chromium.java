package dev.weft.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Chromium, Chrome or Edge, over the Chrome DevTools Protocol. Its network domain stays off: it
 * changes what is loaded when.
 */
final class Chromium implements Browser {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final BrowserProcess process;
  private final Wire wire;

  private Chromium(BrowserProcess process, Wire wire) {
    this.process = process;
    this.wire = wire;
  }

  static Chromium start(Path program, Path folder, Route route)
      throws BrowserException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--headless=new",
                "--no-first-run",
                "--no-default-browser-check",
                "--no-proxy-server",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-extensions",
                "--disable-sync",
                "--window-size=1280,800",
                "--user-data-dir=" + folder,
                "--remote-debugging-port=0"));
    if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
      arguments.add("--no-sandbox"); // it refuses to start for root with one
    }
    if (!route.http2()) {
      arguments.add("--disable-http2");
    }
    route
        .port()
        .ifPresent(
            port ->
                arguments.add(
                    route.hosts().stream()
                        .map(host -> "MAP " + host + " 127.0.0.1:" + port)
                        .collect(Collectors.joining(",", "--host-resolver-rules=", ""))));
    route
        .shown()
        .ifPresent(shown -> arguments.add("--ignore-certificate-errors-spki-list=" + shown.key()));
    arguments.add("about:blank");
    BrowserProcess process = BrowserProcess.start(program, folder, arguments);
    try {
      return new Chromium(process, new Wire(process.protocol(), _ -> {}));
    } catch (IOException e) {
      process.close();
      throw new BrowserException(program + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public PageLoad load(String url, Duration patience)
      throws BrowserException, InterruptedException {
    String target = call("Target.createTarget", Map.of("url", "about:blank"), "", "targetId");
    String session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true), "", "sessionId");
    wire.call("Page.enable", Map.of(), session, SOON);
    wire.call(
        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", Scripts.WATCH), session, SOON);
    Json navigation = wire.call("Page.navigate", Map.of("url", url), session, patience);
    if (!navigation.at("errorText").isNull()) {
      throw new BrowserException(url + ": " + navigation.at("errorText").text());
    }
    Json answer =
        wire.call(
            "Runtime.evaluate",
            Map.of("expression", Scripts.COLLECT, "awaitPromise", true, "returnByValue", true),
            session,
            patience);
    return PageLoad.read(Json.parse(answer.at("result", "value").text()));
  }

  private String call(String method, Map<String, ?> parameters, String session, String wanted)
      throws BrowserException, InterruptedException {
    return wire.call(method, parameters, session, SOON).at(wanted).text();
  }

  @Override
  public void quit() throws InterruptedException {
    try {
      wire.call("Browser.close", Map.of(), "", SOON);
    } catch (BrowserException _) {
      // It is gone before it has said so.
    }
    process.awaitEnd();
  }

  @Override
  public void close() {
    wire.close();
    process.close();
  }
}

package dev.weft.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Chromium, over the Chrome DevTools Protocol. A visitor is a browser context of its own. */
final class Chromium implements Browser {
  private final BrowserProcess process;
  private final Wire wire;

  private Chromium(BrowserProcess process) {
    this.process = process;
    wire = new Wire(process.wire());
  }

  static Chromium start(Path authority, List<String> hosts)
      throws IOException, InterruptedException {
    var tool = Tool.named("chromium", "chromium-browser", "google-chrome");
    Path folder = Files.createTempDirectory("weft-chromium");
    BrowserProcess.trust(folder.resolve(".pki/nssdb"), authority);
    return new Chromium(
        BrowserProcess.start(
            folder,
            tool,
            "--headless=new",
            "--no-sandbox",
            "--no-first-run",
            "--no-proxy-server",
            "--host-resolver-rules=" + here(hosts),
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--force-prefers-reduced-motion",
            "--user-data-dir=" + folder.resolve("profile"),
            "--remote-debugging-port=0",
            "about:blank"));
  }

  private static String here(List<String> hosts) {
    return hosts.stream()
        .map(host -> "MAP " + host + " 127.0.0.1")
        .collect(Collectors.joining(", "));
  }

  @Override
  public Visitor visitor() {
    var context = wire.call("Target.createBrowserContext", "{}").at("browserContextId");
    var contextParam = "\"browserContextId\":" + Json.quote(context.text());
    var target =
        wire.call("Target.createTarget", "{\"url\":\"about:blank\"," + contextParam + "}")
            .at("targetId");
    var session =
        "\"sessionId\":"
            + Json.quote(
                wire.call(
                        "Target.attachToTarget",
                        "{\"flatten\":true,\"targetId\":" + Json.quote(target.text()) + "}")
                    .at("sessionId")
                    .text());
    for (String domain : List.of("Network", "Page", "Runtime", "Log")) {
      wire.call(domain + ".enable", "{}", session);
    }
    return new Person(wire, contextParam, session);
  }

  private record Person(Wire wire, String contextParam, String session) implements Visitor {
    @Override
    public Load visit(String url, String script) {
      var failures = new ArrayList<String>();
      var navigation = wire.call("Page.navigate", "{\"url\":" + Json.quote(url) + "}", session);
      if (navigation.has("errorText")) {
        failures.add(url + ": " + navigation.at("errorText"));
      }
      var answer =
          wire.call(
              "Runtime.evaluate",
              "{\"awaitPromise\":true,\"returnByValue\":true,\"expression\":"
                  + Json.quote(script)
                  + "}",
              session);
      if (answer.has("exceptionDetails")) {
        failures.add(answer.at("exceptionDetails").text());
      }
      for (Json event : wire.takeEvents()) {
        failures.addAll(failure(event.at("method").text(), event.at("params")));
      }
      return new Load(answer.at("result", "value").text(), failures);
    }

    @Override
    public void close() {
      wire.call("Target.disposeBrowserContext", "{" + contextParam + "}");
    }
  }

  private static List<String> failure(String method, Json params) {
    return switch (method) {
      case "Network.loadingFailed" -> List.of(params.text());
      case "Network.responseReceived" ->
          params.at("response", "status").number() < 400 ? List.of() : List.of(params.text());
      case "Runtime.exceptionThrown" -> List.of(params.text());
      case "Log.entryAdded" ->
          params.at("entry", "level").text().equals("error") ? List.of(params.text()) : List.of();
      default -> List.of();
    };
  }

  @Override
  public void close() throws IOException {
    wire.close();
    process.close();
  }
}

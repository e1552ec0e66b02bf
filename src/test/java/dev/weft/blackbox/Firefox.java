package dev.weft.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Firefox, over WebDriver BiDi. A visitor is a user context of its own. */
final class Firefox implements Browser {
  /** No traffic of its own: what the relay counts is the page's. No motion, which takes time. */
  private static final String PREFERENCES =
      """
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);
      user_pref("network.proxy.type", 0);
      user_pref("network.trr.mode", 5);
      user_pref("browser.safebrowsing.downloads.remote.enabled", false);
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("app.normandy.enabled", false);
      user_pref("app.update.disabledForTesting", true);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("services.settings.server", "data:,");
      user_pref("ui.prefersReducedMotion", 1);
      """;

  private final BrowserProcess process;
  private final Wire wire;

  private Firefox(BrowserProcess process) {
    this.process = process;
    wire = new Wire(process.wire() + "/session");
    wire.call("session.new", "{\"capabilities\":{}}");
    wire.call(
        "session.subscribe",
        "{\"events\":[\"network.fetchError\",\"network.responseCompleted\",\"log.entryAdded\"]}");
  }

  static Firefox start(Path authority, List<String> hosts)
      throws IOException, InterruptedException {
    var tool = Tool.named("firefox", "firefox-esr");
    Path folder = Files.createTempDirectory("weft-firefox");
    Path profile = Files.createDirectories(folder.resolve("profile"));
    // A pref that maps every name to an address would keep Firefox from knowing which share one.
    var here = "user_pref(\"network.dns.localDomains\", \"" + String.join(",", hosts) + "\");\n";
    Files.writeString(profile.resolve("user.js"), PREFERENCES + here);
    BrowserProcess.trust(profile, authority);
    return new Firefox(
        BrowserProcess.start(
            folder,
            tool,
            "--headless",
            "--no-remote",
            "--profile",
            profile.toString(),
            "--remote-debugging-port",
            "0"));
  }

  @Override
  public Visitor visitor() {
    var user = wire.call("browser.createUserContext", "{}").at("userContext").text();
    var userParam = "\"userContext\":" + Json.quote(user);
    var context =
        Json.quote(
            wire.call("browsingContext.create", "{\"type\":\"tab\"," + userParam + "}")
                .at("context")
                .text());
    return new Person(wire, userParam, context);
  }

  private record Person(Wire wire, String userParam, String context) implements Visitor {
    @Override
    public Load visit(String url, String script) {
      wire.call(
          "browsingContext.navigate",
          "{\"wait\":\"interactive\",\"context\":" + context + ",\"url\":" + Json.quote(url) + "}");
      var answer =
          wire.call(
              "script.evaluate",
              "{\"awaitPromise\":true,\"target\":{\"context\":"
                  + context
                  + "},\"expression\":"
                  + Json.quote(script)
                  + "}");
      var failures = new ArrayList<String>();
      for (Json event : wire.takeEvents()) {
        failures.addAll(failure(event.at("method").text(), event.at("params")));
      }
      return new Load(answer.at("result", "value").text(), failures);
    }

    @Override
    public void close() {
      wire.call("browser.removeUserContext", "{" + userParam + "}");
    }
  }

  private static List<String> failure(String method, Json params) {
    return switch (method) {
      case "network.fetchError" -> List.of(params.text());
      case "network.responseCompleted" ->
          params.at("response", "status").number() < 400 ? List.of() : List.of(params.text());
      case "log.entryAdded" ->
          params.at("level").text().equals("error") ? List.of(params.text()) : List.of();
      default -> List.of();
    };
  }

  @Override
  public void close() throws IOException {
    wire.close();
    process.close();
  }
}

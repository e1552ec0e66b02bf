package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.testing.Client;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Who is answered on whose connection. */
final class SharedConnectionTest {
  static final List<Answers> SERVERS = new ArrayList<>();

  static {
    for (List<List<String>> certificates :
        List.of(
            Answers.EXACT_NAMES,
            Answers.WILDCARDS,
            Answers.TWO_CERTIFICATES,
            Answers.OVERLAPPING)) {
      SERVERS.add(new Answers(certificates, Set.of(), false));
      SERVERS.add(new Answers(certificates, Set.of("one"), true));
      SERVERS.add(new Answers(certificates, Set.of("two", "address"), false));
      SERVERS.add(new Answers(certificates, Set.of("one", "two", Answers.REST), true));
    }
  }

  /**
   * Every name that TLS is asked for, with every authority, in both versions: 500 combinations of
   * each server.
   */
  @ParameterizedTest
  @FieldSource("SERVERS")
  void siteThatTheRulesNameAnswersAndNoOther(Answers answers, @TempDir Path folder)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    try (TestServer server = answers.in(folder).start()) {
      for (Client.Version version : Client.Version.values()) {
        for (String serverName : Answers.SERVER_NAMES) {
          try (Client client = new Client(version, server.port(), serverName)) {
            for (Answers.Asked asked : Answers.ASKED) {
              String said = said(client.get("/", "Host: " + asked.text()));
              String wanted = wanted(answers.to(serverName, asked));
              if (!said.equals(wanted)) {
                wrong.add(
                    version
                        + " ["
                        + serverName
                        + "] "
                        + asked.text()
                        + ": "
                        + said
                        + " (expected: "
                        + wanted
                        + ")");
              }
            }
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static String wanted(@Nullable String site) {
    return site == null ? "421 no-store " : "200 no-cache " + site;
  }

  private static String said(Response response) {
    return response.status() + " " + response.value("cache-control") + " " + response.text();
  }
}

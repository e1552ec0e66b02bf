package dev.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.config.Configuration;
import dev.weft.config.Configuration.Http2;
import dev.weft.config.Flatten;
import dev.weft.config.SiteSettings;
import dev.weft.priority.Scheduling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ServeOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"priority, PRIORITY", "round-robin, ROUND_ROBIN", "FIFO, FIFO"})
  void schedulerHasTheNameOfTheConfiguration(String name, Scheduling scheduler) {
    assertEquals(scheduler, http2(folder.toString(), "--scheduler", name).scheduler());
  }

  @Test
  void optionsOfHttp2ChangeThemselvesAlone() throws IOException {
    Path file = folder.resolve("weft.toml");
    Files.writeString(
        file,
        """
        [http2]
        max-concurrent-streams = 7
        scheduler = "fifo"
        send-no-rfc7540-priorities = true
        budgets.reset.burst = 3
        [[site]]
        root = "."
        """);
    Http2 read = http2("--config", file.toString());
    assertEquals(
        new Http2(7, read.budgets(), Scheduling.ROUND_ROBIN, true, read.originFrame()),
        http2("--config", file.toString(), "--scheduler", "round-robin"));
    assertEquals(
        new Http2(8, read.budgets(), Scheduling.FIFO, true, read.originFrame()),
        http2("--config", file.toString(), "--max-concurrent-streams", "8"));
    assertEquals(3, read.budgets().reset().burst());
  }

  @Test
  void optionWinsOverEverySite() throws IOException {
    Path file = folder.resolve("weft.toml");
    Files.writeString(
        file,
        """
        [[site]]
        root = "."
        authorities = "a.test"
        flatten = "header"
        [[site]]
        root = "."
        flatten = "off"
        """);
    assertEquals(List.of(Flatten.AFTER_PAINT), flatten());
    assertEquals(List.of(Flatten.HEADER, Flatten.OFF), flatten("--config", file.toString()));
    assertEquals(
        List.of(Flatten.HEADER, Flatten.AFTER_PAINT),
        flatten("--config", file.toString(), "--flatten"));
    assertEquals(
        List.of(Flatten.OFF, Flatten.OFF), flatten("--config", file.toString(), "--no-flatten"));
  }

  @Test
  void fingerprintWinsOverEverySiteButWhereLinksWouldComeBeforeTheMap() throws IOException {
    Path file = folder.resolve("weft.toml");
    Files.writeString(
        file,
        """
        [[site]]
        root = "."
        authorities = "a.test"
        fingerprint = true
        [[site]]
        root = "."
        """);
    assertEquals(List.of(true, false), fingerprint("--config", file.toString()));
    assertEquals(List.of(true, true), fingerprint("--config", file.toString(), "--fingerprint"));
    assertEquals(
        List.of(false, false), fingerprint("--config", file.toString(), "--no-fingerprint"));

    Files.writeString(file, "[[site]]\nroot = '.'\nflatten = 'early-hints'\n");
    var mistake =
        assertThrows(
            CommandLine.ParameterException.class,
            () -> fingerprint("--config", file.toString(), "--fingerprint"));
    assertEquals(
        "fingerprint: true with flatten = \"early-hints\" (expected: flatten = \"after-paint\","
            + " \"inline\" or \"off\")",
        mistake.getMessage());
    assertEquals(
        List.of(true), fingerprint("--config", file.toString(), "--fingerprint", "--no-flatten"));
  }

  private static List<Boolean> fingerprint(String... arguments) {
    return configuration(arguments).sites().stream().map(SiteSettings::fingerprint).toList();
  }

  private static List<Flatten> flatten(String... arguments) {
    return configuration(arguments).sites().stream().map(SiteSettings::flatten).toList();
  }

  private static Http2 http2(String... arguments) {
    return configuration(arguments).http2();
  }

  private static Configuration configuration(String... arguments) {
    var options = new ServeOptions();
    var command = new CommandLine(options);
    command.parseArgs(arguments);
    return options.configuration(command);
  }
}

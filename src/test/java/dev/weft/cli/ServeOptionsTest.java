package dev.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.config.Configuration;
import dev.weft.config.Configuration.Http2;
import dev.weft.config.Flatten;
import dev.weft.config.SiteSettings;
import dev.weft.priority.Scheduling;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
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

  @Test
  void warningsOfTheFileAreTold() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef");
    assumeTrue(token.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    Path file = folder.resolve("weft.toml");
    Files.writeString(file, "[status]\ntoken-file = 'token'\n[[site]]\nroot = '.'\n");
    var options = new ServeOptions();
    var err = new StringWriter();
    var command = new CommandLine(options).setErr(new PrintWriter(err));
    command.parseArgs("--config", file.toString());
    assertEquals(Optional.of("0123456789abcdef"), options.configuration(command).status().token());
    assertEquals(
        "weft: %s:2:1: warning: token-file: %s (expected: a file that others may not read)\n"
            .formatted(file, token),
        err.toString());
  }

  private static List<Flatten> flatten(String... arguments) {
    return configuration(arguments).sites().stream().map(SiteSettings::flatten).toList();
  }

  private static List<Boolean> fingerprint(String... arguments) {
    return configuration(arguments).sites().stream().map(SiteSettings::fingerprint).toList();
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

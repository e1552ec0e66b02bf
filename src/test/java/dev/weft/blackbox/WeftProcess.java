package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bin/weft serve} on a free port, as a person starts it; stopped when closed. */
final class WeftProcess implements AutoCloseable {
  /** The root of the repository: Maven runs the tests there. */
  static final Path ROOT = Path.of("").toAbsolutePath();

  /** The certificate of the local development authority, which a first start makes. */
  static final Path AUTHORITY = ROOT.resolve("certs/weft-ca.pem");

  /** Tests that a shell runs in the background hand down an interrupt that is ignored. */
  private static final List<String> INTERRUPTIBLE =
      System.getProperty("os.name").equals("Linux")
          ? List.of("env", "--default-signal=INT")
          : List.of();

  private static final int SECONDS_TO_STOP = 60;

  private final Process process;
  private final BufferedReader err;
  private final URI origin;

  private WeftProcess(Process process) throws IOException {
    this.process = process;
    err = process.errorReader();
    String line = process.inputReader().readLine();
    if (line == null || !line.startsWith("https://")) {
      process.destroy();
      fail("bin/weft printed " + line + " (expected: https://...)\n" + err.readAllAsString());
    }
    origin = URI.create(line.strip());
  }

  static WeftProcess serve(Path folder, String... options) throws IOException {
    return serve(ROOT.resolve("bin/weft"), ROOT, folder, options);
  }

  /** Starts it by another name, or from another folder. */
  static WeftProcess serve(Path program, Path current, Path folder, String... options)
      throws IOException {
    var arguments = new ArrayList<>(List.of(folder.toString()));
    arguments.addAll(List.of(options));
    return start(program, current, arguments);
  }

  /** Serves what a configuration says, but on a free port. */
  static WeftProcess configured(Path configuration) throws IOException {
    return start(ROOT.resolve("bin/weft"), ROOT, List.of("--config", configuration.toString()));
  }

  private static WeftProcess start(Path program, Path current, List<String> arguments)
      throws IOException {
    var command = new ArrayList<>(INTERRUPTIBLE);
    command.addAll(List.of(program.toString(), "serve", "--port", "0"));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(current.toFile());
    // What is tested here is not how fast it starts.
    builder.environment().put("WEFT_AOT", "off");
    return new WeftProcess(builder.start());
  }

  /** The URL it printed. */
  URI origin() {
    return origin;
  }

  int port() {
    return origin.getPort();
  }

  /** Sends a signal: {@code INT} or {@code TERM}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits until it has begun to stop, which it says on standard error. */
  void awaitStopping() throws IOException {
    String line = err.readLine();
    while (line != null && !line.contains("stopping")) {
      line = err.readLine();
    }
    assertTrue(line != null, "bin/weft ended without a word");
  }

  /** Stops it; what it says about that on standard error. */
  List<String> stop() throws IOException, InterruptedException {
    signal("TERM");
    return end();
  }

  /** What it says on standard error until it has ended, as it was asked to. */
  List<String> end() throws IOException, InterruptedException {
    var said = err.readAllLines();
    assertEquals(0, exit(), said::toString);
    return said;
  }

  /** Its exit code, once it has ended. */
  int exit() throws InterruptedException {
    assertTrue(process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS), "bin/weft did not end");
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, SECONDS_TO_STOP, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}

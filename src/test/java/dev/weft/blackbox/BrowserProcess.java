package dev.weft.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A browser's process in a folder of its own, and the address of its wire. */
final class BrowserProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (ws://\\S+)");

  private final Process process;
  private final Path folder;
  private final String wire;

  private BrowserProcess(Process process, Path folder, String wire) {
    this.process = process;
    this.folder = folder;
    this.wire = wire;
  }

  /** Starts it with {@code HOME} in the folder, which is deleted at the end. */
  static BrowserProcess start(Path folder, Tool browser, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(browser.program().toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    var process = builder.start();
    var out = process.inputReader();
    var said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      var listening = LISTENING.matcher(line);
      if (listening.find()) {
        // Whatever it says later is read and dropped, so that it never waits for a reader.
        Thread.ofVirtual().start(() -> drop(out));
        return new BrowserProcess(process, folder, listening.group(1));
      }
      said.append(line).append('\n');
    }
    throw new IOException(browser.program() + " ended: " + said);
  }

  private static void drop(BufferedReader out) {
    try {
      out.transferTo(Writer.nullWriter());
    } catch (IOException _) {
      // The process was ended.
    }
  }

  String wire() {
    return wire;
  }

  /** Makes a certificate database with this authority in it. */
  static void trust(Path database, Path authority) throws IOException, InterruptedException {
    Files.createDirectories(database);
    var certutil = Tool.named("certutil");
    certutil.run("-N", "-d", "sql:" + database, "--empty-password");
    certutil.run(
        "-A", "-d", "sql:" + database, "-n", "weft", "-t", "C,,", "-i", authority.toString());
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

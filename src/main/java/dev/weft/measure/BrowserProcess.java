package dev.weft.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A browser that was started, and where its protocol is spoken. */
final class BrowserProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (ws://\\S+)");

  /** Chromium has a socket 45 characters below, and a socket's path has at most 103 everywhere. */
  private static final int LONGEST_TEMPORARY = 58;

  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final URI protocol;

  private BrowserProcess(Process process, URI protocol) {
    this.process = process;
    this.protocol = protocol;
  }

  /**
   * Starts a browser that keeps all it has in a folder.
   *
   * @throws BrowserException when it ends, or says nothing for a minute
   */
  static BrowserProcess start(Path program, Path home, List<String> arguments)
      throws BrowserException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    if (home.toString().length() <= LONGEST_TEMPORARY) {
      builder.environment().put("TMPDIR", home.toString()); // what it forgets there goes as well
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new BrowserException(program + ": does not start: " + e.getMessage(), e);
    }
    CompletableFuture<URI> said = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> listen(process.inputReader(), said));
    try {
      return new BrowserProcess(process, said.get(START_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      end(process);
      throw new BrowserException(program + " ended at its start: " + message(e.getCause()), e);
    } catch (TimeoutException e) {
      end(process);
      throw new BrowserException(program + ": no answer within " + START_SECONDS + " s", e);
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  private static String message(@Nullable Throwable cause) {
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }

  /** Waits for the address, and reads on so that the browser never waits for a reader. */
  private static void listen(BufferedReader out, CompletableFuture<URI> said) {
    String last = "without a word";
    try (out) {
      for (String line; (line = out.readLine()) != null; last = line) {
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          said.complete(URI.create(listening.group(1)));
          out.transferTo(Writer.nullWriter());
          return;
        }
      }
    } catch (IOException _) {
      // It ended.
    }
    said.completeExceptionally(new IOException(last.replaceAll("[^ -~]", "?")));
  }

  URI protocol() {
    return protocol;
  }

  /**
   * Asks it to end, and waits until it has.
   *
   * @param command that asks
   * @param patience with its answer
   */
  void quit(Wire wire, String command, Duration patience) throws InterruptedException {
    try {
      wire.call(command, Map.of(), "", patience);
    } catch (BrowserException _) {
      // It is gone before it has said so.
    }
    boolean _ = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle each : all) {
      var _ = each.onExit().completeOnTimeout(each, STOP_SECONDS, TimeUnit.SECONDS).join();
      each.destroyForcibly();
    }
  }
}

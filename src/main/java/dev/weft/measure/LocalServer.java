package dev.weft.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of this machine that was started to be measured, and ends with the measurement. */
public final class LocalServer implements AutoCloseable {
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final int port;

  private LocalServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a command that prints its URL when it accepts connections.
   *
   * @throws IOException when it ends instead; its message is what it said
   */
  public static LocalServer start(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader out = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line; (line = out.readLine()) != null; said.append(line).append(' ')) {
      if (line.startsWith("https://")) {
        Thread.ofVirtual().start(() -> drop(out));
        return new LocalServer(process, URI.create(line.strip()).getPort());
      }
    }
    throw new IOException("serve: " + said.toString().strip().replaceFirst("^weft: ", ""));
  }

  private static void drop(BufferedReader out) {
    try (out) {
      out.transferTo(java.io.Writer.nullWriter());
    } catch (IOException _) {
      // It ended.
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

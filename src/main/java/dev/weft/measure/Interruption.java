package dev.weft.measure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a signal that ends the process means to a thread that measures: it is interrupted, and the
 * process waits until it has closed what it opened.
 */
public final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  /** From now on, for the thread that calls this. */
  public Interruption() {
    Thread measuring = Thread.currentThread();
    hook = new Thread(() -> end(measuring), "weft-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end(Thread measuring) {
    measuring.interrupt();
    try {
      boolean _ = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything is closed. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending already.
    }
  }
}

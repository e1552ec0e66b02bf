package dev.weft.asset;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Does what the dictionaries of all sites have to do, one after another on one thread that no
 * request waits for.
 */
final class DictionaryWorker implements AutoCloseable {
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("weft-dictionary").factory(),
          new ThreadPoolExecutor.DiscardPolicy()); // of a folder that changes while all ends
  private final AtomicInteger unfinished = new AtomicInteger();
  private final DictionaryCodecs codecs;
  private final Consumer<String> problems;
  private volatile boolean complained;

  DictionaryWorker(Consumer<String> problems) {
    this.codecs = new DictionaryCodecs(problems);
    this.problems = problems;
    thread.allowCoreThreadTimeOut(true);
  }

  /** Something to do with the encoders. */
  interface Work {
    void with(DictionaryCodecs codecs) throws IOException;
  }

  void add(Work work) {
    unfinished.incrementAndGet();
    thread.execute(
        () -> {
          try {
            work.with(codecs);
          } catch (IOException _) {
            // A file changed or went away: the watch sees it, and it is done again.
          } catch (RuntimeException | OutOfMemoryError e) {
            if (!complained) { // what fails once must not end what comes after it
              complained = true;
              problems.accept("dictionaries: " + e);
            }
          } finally {
            unfinished.decrementAndGet();
          }
        });
  }

  boolean idle() {
    return unfinished.get() == 0;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

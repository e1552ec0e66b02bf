package dev.weft.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * SIGINT and SIGTERM: the first asks for a stop, the second, of either kind, ends the process at
 * once.
 *
 * <p>The JDK runs shutdown hooks at the first signal and ignores the second, so the handler is
 * installed through {@code sun.misc.Signal}, reached by reflection because the compiler knows it
 * only with a warning.
 */
final class Signals {
  private static final int KILLED_BY_SIGNAL = 130;

  private final CountDownLatch asked = new CountDownLatch(1);

  private Signals() {}

  /** Takes the signals over, where this JVM lets it; elsewhere they keep their meaning. */
  static Signals install() {
    Signals signals = new Signals();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object onSignal =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      signals.received();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "Signals";
                  });
      for (String name : new String[] {"INT", "TERM"}) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
      }
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      return signals;
    }
    return signals;
  }

  /** Returns when a stop was asked for. */
  void await() throws InterruptedException {
    asked.await();
  }

  private void received() {
    if (asked.getCount() == 0) {
      Runtime.getRuntime().halt(KILLED_BY_SIGNAL);
    }
    asked.countDown();
  }
}

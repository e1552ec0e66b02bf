package dev.weft.measure;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * An end point between TLS and HTTP/2 that counts the header blocks of both directions: Jetty tells
 * what is in a frame, and not how long it was. A proxy, because of an end point's thirty methods
 * two are of interest.
 */
final class CountedEndPoint implements InvocationHandler {
  private final EndPoint endPoint;
  private final FrameCount in = FrameCount.ofServer();
  private final FrameCount out = FrameCount.ofClient();
  private final Tally tally;

  private CountedEndPoint(EndPoint endPoint, Tally tally) {
    this.endPoint = endPoint;
    this.tally = tally;
  }

  static EndPoint of(EndPoint endPoint, Tally tally) {
    return (EndPoint)
        Proxy.newProxyInstance(
            EndPoint.class.getClassLoader(),
            new Class<?>[] {EndPoint.class},
            new CountedEndPoint(endPoint, tally));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("write") && arguments != null) {
      for (Object argument : arguments) {
        switch (argument) {
          case ByteBuffer bytes -> count(out, bytes, tally.requestHeaders);
          case ByteBuffer[] several -> {
            for (ByteBuffer bytes : several) {
              count(out, bytes, tally.requestHeaders);
            }
          }
          case null, default -> {
            // A callback.
          }
        }
      }
    }
    try {
      Object result = method.invoke(endPoint, arguments);
      if (method.getName().equals("fill") && arguments != null && result instanceof Integer n) {
        filled((ByteBuffer) arguments[0], n);
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** What is new is at the end of the buffer. */
  private void filled(ByteBuffer buffer, int bytes) {
    if (bytes > 0) {
      count(in, buffer.slice(buffer.limit() - bytes, bytes), tally.responseHeaders);
    }
  }

  private static void count(FrameCount count, ByteBuffer bytes, LongAdder total) {
    long before = count.headerBlocks();
    count.read(bytes);
    total.add(count.headerBlocks() - before);
  }
}

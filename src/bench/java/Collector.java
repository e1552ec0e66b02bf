import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Where a browser begins, and where the page that it loads tells its figures.
 *
 * <p>{@code /?URL} goes on to the URL when the browser has calmed down from its start, and gives it
 * this server's port as a fragment; the page ends at {@code /figures?…}. Both are navigations,
 * which no rule on mixed content or on other origins forbids. Prints its port, then a line for each
 * page.
 */
final class Collector {
  private static final String BEGINNING =
      """
      <!doctype html>
      <title>Start</title>
      <link rel="icon" href="data:,">
      <script>
        const page = location.search.slice(1) + '#' + location.port;
        addEventListener('load', () => setTimeout(() => location.replace(page), 3000));
      </script>
      """;

  private Collector() {}

  public static void main(String[] args) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, BEGINNING));
    server.createContext(
        "/figures",
        exchange -> {
          System.out.println(exchange.getRequestURI().getRawQuery());
          answer(exchange, "<!doctype html><title>End</title>");
        });
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

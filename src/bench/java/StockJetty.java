import java.nio.file.Path;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What one gets from embedded Jetty's own {@code ResourceHandler}: the yardstick of the benchmarks.
 *
 * <p>Everything is Jetty's default, and nothing is added that costs time, not even the {@code
 * SecureRequestCustomizer} of its documentation. Arguments: folder, address, port, PKCS #12 file,
 * its password.
 */
final class StockJetty {
  private StockJetty() {}

  public static void main(String[] args) throws Exception {
    var server = new Server();
    var tls = new SslContextFactory.Server();
    tls.setKeyStorePath(args[3]);
    tls.setKeyStorePassword(args[4]);
    var http = new HttpConfiguration();
    var alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol("http/1.1");
    var connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(tls, alpn.getProtocol()),
            alpn,
            new HTTP2ServerConnectionFactory(http),
            new HttpConnectionFactory(http));
    connector.setHost(args[1]);
    connector.setPort(Integer.parseInt(args[2]));
    server.addConnector(connector);
    var files = new ResourceHandler();
    files.setBaseResource(ResourceFactory.of(server).newResource(Path.of(args[0])));
    server.setHandler(files);
    server.setStopAtShutdown(true);
    server.start();
  }
}

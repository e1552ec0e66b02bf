package dev.weft.testing;

import dev.weft.testing.TestCertificates.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A server on loopback that does on each of its connections what a test says, right or wrong: the
 * first connection has the first script, and so on. More connections than scripts are closed.
 */
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final SSLContext tls;
  private final Issued certificate;
  private final List<Script> scripts;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  /** What is done on one connection. Sockets are closed with the server. */
  public sealed interface Script {
    /** Frames over TLS; the preface of the client has been read, and that of the server sent. */
    static Script http2(Http2Script script) {
      return new Http2(script);
    }

    /** Bytes over TLS. */
    static Script http1(SocketScript script) {
      return new Http1(script);
    }

    /** The same, of a server that knows nothing of ALPN. */
    static Script withoutAlpn(SocketScript script) {
      return new WithoutAlpn(script);
    }

    /** Accepts, and never says a word. */
    static Script silent() {
      return new Silent();
    }
  }

  /** On a connection of HTTP/2. */
  public interface Http2Script {
    void run(Http2Peer peer) throws Exception;
  }

  /** On a connection of HTTP/1.1. */
  public interface SocketScript {
    void run(SSLSocket socket) throws Exception;
  }

  private record Http2(Http2Script script) implements Script {}

  private record Http1(SocketScript script) implements Script {}

  private record WithoutAlpn(SocketScript script) implements Script {}

  private record Silent() implements Script {}

  private ScriptedServer(ServerSocket listener, SSLContext tls, Issued leaf, List<Script> scripts) {
    this.listener = listener;
    this.tls = tls;
    this.certificate = leaf;
    this.scripts = scripts;
  }

  /** Listens on a free port, with a certificate for localhost. */
  public static ScriptedServer start(Script... scripts) throws Exception {
    Issued leaf = TestCertificates.selfSigned("EC secp256r1", "localhost");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("leaf", leaf.key(), new char[0], new X509Certificate[] {leaf.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    ScriptedServer server =
        new ScriptedServer(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), tls, leaf, List.of(scripts));
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("localhost", listener.getLocalPort());
  }

  /** What it shows. */
  public X509Certificate certificate() {
    return certificate.certificate();
  }

  /** Connections so far. */
  public int connections() {
    return connections.get();
  }

  /** What went wrong in scripts, an end by the client aside. */
  public List<Throwable> failures() {
    return failures;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        int index = connections.getAndIncrement();
        if (index < scripts.size()) {
          Thread.ofVirtual().start(() -> run(socket, scripts.get(index)));
        } else {
          socket.close();
        }
      } catch (IOException _) {
        // Closed.
      }
    }
  }

  private void run(Socket socket, Script script) {
    try {
      switch (script) {
        case Silent _ -> {
          // Until the server closes.
        }
        case Http1(SocketScript of) -> of.run(secure(socket, "http/1.1"));
        case WithoutAlpn(SocketScript of) -> of.run(secure(socket));
        case Http2(Http2Script of) -> of.run(Http2Peer.ofServer(secure(socket, "h2")));
      }
    } catch (IOException _) {
      // The client ended the connection.
    } catch (Exception | AssertionError e) {
      failures.add(e);
    }
  }

  private SSLSocket secure(Socket socket, String... protocols) throws IOException {
    socket.setSoTimeout(Http2Peer.DEADLINE_MILLIS);
    SSLSocket secure =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, "localhost", 0, true);
    secure.setUseClientMode(false);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}

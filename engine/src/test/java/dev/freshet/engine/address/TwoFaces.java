package dev.freshet.engine.address;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One port of two addresses: at the first a server that closes each connection after its answer, at
 * the second one that nobody may come near.
 */
public final class TwoFaces implements AutoCloseable {
  public static final String ALLOWED = "127.0.0.2";
  public static final String DENIED = "127.0.0.1";

  /** Tells the one from the other. */
  public static final AddressRule RULE = AddressRule.parse(DENIED);

  private final ServerSocket denied;
  private final HttpServer server;
  private final AtomicInteger intruders = new AtomicInteger();

  private TwoFaces(ServerSocket denied, HttpServer server) {
    this.denied = denied;
    this.server = server;
  }

  public static TwoFaces start(HttpHandler handler) {
    try {
      var denied = new ServerSocket(0, 50, InetAddress.ofLiteral(DENIED));
      var address = new InetSocketAddress(InetAddress.ofLiteral(ALLOWED), denied.getLocalPort());
      HttpServer server = HttpServer.create(address, 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            handler.handle(exchange);
          });
      server.start();
      var faces = new TwoFaces(denied, server);
      Thread.ofVirtual().start(faces::count);
      return faces;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void count() {
    try {
      while (true) {
        denied.accept().close();
        intruders.incrementAndGet();
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  public int port() {
    return denied.getLocalPort();
  }

  /** How many connections were made to the address that is denied. */
  public int intruders() {
    return intruders.get();
  }

  @Override
  public void close() {
    server.stop(0);
    try {
      denied.close();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

package dev.freshet.operator.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries connections to a server on loopback, and can let those that exist die silently. */
final class Forwarder implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Socket> dead = ConcurrentHashMap.newKeySet();

  Forwarder(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** From now on nothing comes through on any connection there is; nobody is told. */
  void silence() {
    dead.addAll(sockets);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        var upstream = new Socket();
        upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        sockets.add(client);
        sockets.add(upstream);
        Thread.startVirtualThread(() -> carry(client, upstream));
        Thread.startVirtualThread(() -> carry(upstream, client));
      }
    } catch (IOException _) { // closed
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!dead.contains(from)) {
          out.write(buffer, 0, read);
        }
      }
      if (!dead.contains(from)) {
        to.close();
      }
    } catch (IOException _) { // either end has had enough
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

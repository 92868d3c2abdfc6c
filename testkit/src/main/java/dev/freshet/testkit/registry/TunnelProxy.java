package dev.freshet.testkit.registry;

import dev.freshet.testkit.tls.SelfSigned;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A forward proxy on loopback that tunnels connections, by HTTP's CONNECT or by SOCKS5, and asks
 * for a user and password unless the user is empty.
 */
public final class TunnelProxy implements AutoCloseable {
  /** Opens the tunnel a client asks for; refuses by closing. */
  private interface Protocol {
    Socket open(Socket client) throws IOException;
  }

  private static final String LOG_IN =
      String.join(
          "\r\n",
          "HTTP/1.1 407 Proxy Authentication Required",
          "Proxy-Authenticate: Basic realm=\"proxy\"",
          "Content-Length: 0",
          "",
          "");

  private final ServerSocket server;
  private final Protocol protocol;
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile OptionalInt everywhere = OptionalInt.empty();

  private TunnelProxy(ServerSocket server, String user, String password, Kind kind) {
    this.server = server;
    this.protocol =
        switch (kind) {
          case CONNECT -> client -> connect(client, TokenRealm.basic(user, password));
          case SOCKS -> client -> socks(client, user, password);
        };
    threads.execute(this::accept);
  }

  private enum Kind {
    CONNECT,
    SOCKS
  }

  public static TunnelProxy http(String user, String password) {
    return new TunnelProxy(plain(), user, password, Kind.CONNECT);
  }

  public static TunnelProxy https(String user, String password, SelfSigned certificate) {
    try {
      ServerSocket server =
          certificate
              .context()
              .getServerSocketFactory()
              .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      return new TunnelProxy(server, user, password, Kind.CONNECT);
    } catch (IOException cause) {
      throw new UncheckedIOException("start a proxy", cause);
    }
  }

  public static TunnelProxy socks5(String user, String password) {
    return new TunnelProxy(plain(), user, password, Kind.SOCKS);
  }

  /** From now on every tunnel ends at this port of loopback, whatever host was asked for. */
  public TunnelProxy leadingTo(int port) {
    everywhere = OptionalInt.of(port);
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The hosts and ports that were tunnelled to. */
  public List<String> targets() {
    return targets;
  }

  private static ServerSocket plain() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException cause) {
      throw new UncheckedIOException("start a proxy", cause);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket target = protocol.open(client)) {
      threads.execute(() -> copy(target, client));
      copy(client, target);
    } catch (IOException _) {
      // A refused client or one that went away: the test sees it on its side.
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Either side closed, which ends the tunnel.
    }
  }

  private Socket connect(Socket client, String authorization) throws IOException {
    while (true) {
      String request = line(client.getInputStream());
      boolean admitted = false;
      for (String header = line(client.getInputStream());
          !header.isEmpty();
          header = line(client.getInputStream())) {
        admitted |= header.equalsIgnoreCase("Proxy-Authorization: " + authorization);
      }
      if (admitted) {
        Socket target = reach(request.split(" ", -1)[1]);
        answer(client, "HTTP/1.1 200 Connected\r\n\r\n");
        return target;
      }
      answer(client, LOG_IN);
    }
  }

  private Socket socks(Socket client, String user, String password) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    in.readUnsignedByte();
    byte[] methods = in.readNBytes(in.readUnsignedByte());
    int wanted = user.isEmpty() ? 0 : 2;
    client.getOutputStream().write(new byte[] {5, (byte) (methods[0] == wanted ? wanted : 0xff)});
    if (wanted == 2) {
      in.readUnsignedByte();
      boolean admitted = List.of(text(in), text(in)).equals(List.of(user, password));
      client.getOutputStream().write(new byte[] {1, (byte) (admitted ? 0 : 1)});
      if (!admitted) {
        throw new IOException("refused");
      }
    }
    in.readNBytes(4);
    String host = text(in);
    Socket target = reach(host + ":" + in.readUnsignedShort());
    client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    return target;
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
  }

  private Socket reach(String target) throws IOException {
    targets.add(target);
    if (everywhere.isPresent()) {
      return new Socket(InetAddress.getLoopbackAddress(), everywhere.getAsInt());
    }
    int colon = target.lastIndexOf(':');
    return new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
  }

  private static void answer(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  /** Byte by byte: what follows the head belongs to the tunnel. */
  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        throw new IOException("the client went away");
      }
      line.append((char) one);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException cause) {
      throw new UncheckedIOException("stop a proxy", cause);
    }
    threads.shutdownNow();
  }
}

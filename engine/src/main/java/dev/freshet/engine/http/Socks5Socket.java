package dev.freshet.engine.http;

import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.proxy.ProxyAddress;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A socket that reaches its target through a SOCKS5 proxy (RFC 1928), with user and password when
 * it has them (RFC 1929). The JDK's own asks a process-wide authenticator for the password, which
 * several proxies cannot share.
 */
final class Socks5Socket extends Socket {
  private static final int VERSION = 5;
  private static final int NO_ACCOUNT = 0;
  private static final int ACCOUNT = 2;

  private final ProxyAddress proxy;
  private final AddressRule addresses;

  Socks5Socket(ProxyAddress proxy, AddressRule addresses) {
    this.proxy = proxy;
    this.addresses = addresses;
  }

  @Override
  public void connect(SocketAddress target, int timeout) throws IOException {
    InetAddress address = InetAddress.getByName(proxy.host());
    addresses.require(address);
    super.connect(new InetSocketAddress(address, proxy.port()), timeout);
    int before = getSoTimeout();
    setSoTimeout(timeout);
    var in = new DataInputStream(getInputStream());
    greet(in);
    request(in, (InetSocketAddress) target);
    setSoTimeout(before);
  }

  private void greet(DataInputStream in) throws IOException {
    int method = proxy.hasAccount() ? ACCOUNT : NO_ACCOUNT;
    send(new byte[] {VERSION, 1, (byte) method});
    if (in.readUnsignedByte() != VERSION || in.readUnsignedByte() != method) {
      throw ProxyRefusalException.of("proxy " + proxy + " refuses this way to log in");
    }
    if (method == ACCOUNT) {
      var account = new ByteArrayOutputStream();
      account.write(1);
      writeShort(account, proxy.user());
      writeShort(account, proxy.password().text());
      send(account.toByteArray());
      in.readUnsignedByte();
      if (in.readUnsignedByte() != 0) {
        throw ProxyRefusalException.of("proxy " + proxy + " refuses user or password");
      }
    }
  }

  private void request(DataInputStream in, InetSocketAddress target) throws IOException {
    var request = new ByteArrayOutputStream();
    request.writeBytes(new byte[] {VERSION, 1, 0, 3});
    writeShort(request, target.getHostString());
    request.write(target.getPort() >> 8);
    request.write(target.getPort());
    send(request.toByteArray());
    in.readUnsignedByte();
    int answer = in.readUnsignedByte();
    if (answer != 0) {
      throw ProxyRefusalException.of(
          "proxy %s cannot reach %s: SOCKS5 answer %d"
              .formatted(proxy, target.getHostString(), answer));
    }
    in.readUnsignedByte();
    int boundLength =
        switch (in.readUnsignedByte()) {
          case 1 -> 4;
          case 3 -> in.readUnsignedByte();
          default -> 16;
        };
    in.readNBytes(boundLength + 2);
  }

  private static void writeShort(ByteArrayOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 255) {
      throw ProxyRefusalException.of("SOCKS5 cannot carry a name or password of over 255 bytes");
    }
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private void send(byte[] bytes) throws IOException {
    getOutputStream().write(bytes);
    getOutputStream().flush();
  }
}

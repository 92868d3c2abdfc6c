package dev.freshet.engine.git;

import dev.freshet.engine.proxy.ProxyAddress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * Opens the connections of one session, each with that remote's own trust, proxy and credentials;
 * nothing is set for the whole process.
 */
final class RemoteConnections implements HttpConnectionFactory {
  static {
    // The JDK refuses Basic to proxies for TLS tunnels by default, which is what proxies ask for.
    if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
  }

  private final RemoteEndpoint endpoint;
  private final Deadline deadline;
  private volatile int lastStatus;

  RemoteConnections(RemoteEndpoint endpoint, Deadline deadline) {
    this.endpoint = endpoint;
    this.deadline = deadline;
  }

  Deadline deadline() {
    return deadline;
  }

  /** The status of the newest answer; 0 when there was none. */
  int lastStatus() {
    return lastStatus;
  }

  void answered(int status) {
    lastStatus = status;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return open(url);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return open(url);
  }

  RemoteConnection open(URL url) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            url.openConnection(
                endpoint.proxy(url).map(RemoteConnections::toProxy).orElse(Proxy.NO_PROXY));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(deadline.remainingMillis());
    connection.setReadTimeout(deadline.remainingMillis());
    if (connection instanceof HttpsURLConnection secure) {
      endpoint.sockets().ifPresent(secure::setSSLSocketFactory);
    }
    GitAccess access = endpoint.remote().access();
    connection.setAuthenticator(endpoint.proxyLogin());
    if (url.getProtocol().equals("http")) {
      // A streamed request cannot be sent again, so the proxy must not have to ask.
      endpoint
          .proxy(url)
          .filter(proxy -> proxy.hasAccount() && proxy.scheme() != ProxyAddress.Scheme.SOCKS5)
          .map(proxy -> new GitCredentials.Basic(proxy.user(), proxy.password()))
          .flatMap(GitCredentials::authorization)
          .ifPresent(value -> connection.setRequestProperty("Proxy-Authorization", value));
    }
    if (endpoint.origin().trusts(url)) {
      access
          .credentials()
          .authorization()
          .ifPresent(value -> connection.setRequestProperty("Authorization", value));
    }
    return new RemoteConnection(connection, this);
  }

  private static Proxy toProxy(ProxyAddress proxy) {
    return new Proxy(
        proxy.scheme() == ProxyAddress.Scheme.SOCKS5 ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
        new InetSocketAddress(proxy.host(), proxy.port()));
  }
}

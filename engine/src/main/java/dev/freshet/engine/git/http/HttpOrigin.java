package dev.freshet.engine.git.http;

import java.net.URL;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHost;

/** The server a remote's credentials are for; names in lower case. */
public record HttpOrigin(String scheme, String host, int port) {

  static HttpOrigin of(URL url) {
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    return new HttpOrigin(
        url.getProtocol().toLowerCase(Locale.ROOT), url.getHost().toLowerCase(Locale.ROOT), port);
  }

  /** For a client, to whom the brackets of an IPv6 address are no part of it. */
  HttpHost target() {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return new HttpHost(scheme, bracketed ? host.substring(1, host.length() - 1) : host, port);
  }

  /** Same server, or the same host asking for TLS: anything else must not see the credentials. */
  boolean trusts(URL url) {
    HttpOrigin other = of(url);
    boolean turnsToTls =
        host.equals(other.host)
            && equals(new HttpOrigin("http", host, 80))
            && other.equals(new HttpOrigin("https", host, 443));
    return equals(other) || turnsToTls;
  }
}

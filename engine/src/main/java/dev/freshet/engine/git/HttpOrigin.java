package dev.freshet.engine.git;

import java.net.URL;

/** The server a remote's credentials are for. */
record HttpOrigin(String scheme, String host, int port) {

  static HttpOrigin of(URL url) {
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    return new HttpOrigin(url.getProtocol(), url.getHost(), port);
  }

  /** Same server, or the same host asking for TLS: anything else must not see the credentials. */
  boolean trusts(URL url) {
    HttpOrigin other = of(url);
    return equals(other)
        || host.equals(other.host)
            && scheme.equals("http")
            && port == 80
            && other.scheme.equals("https")
            && other.port == 443;
  }
}

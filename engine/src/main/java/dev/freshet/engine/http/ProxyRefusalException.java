package dev.freshet.engine.http;

import java.io.IOException;

/** A proxy that did not let through to the server; the message is fit to be shown. */
public final class ProxyRefusalException extends IOException {
  private ProxyRefusalException(String message) {
    super(message);
  }

  static ProxyRefusalException of(String message) {
    return new ProxyRefusalException(message);
  }

  static ProxyRefusalException of(int status) {
    return new ProxyRefusalException(
        status == 407
            ? "the proxy wants a user and password"
            : "the proxy refused the connection with status " + status);
  }
}

package dev.freshet.engine.git;

import dev.freshet.engine.proxy.ProxyAddress;
import java.net.Authenticator;
import java.net.PasswordAuthentication;

/**
 * Answers the remote's proxy only; servers get their credentials with the request or not at all.
 */
final class ProxyLogin extends Authenticator {
  private final ProxyRoute route;

  ProxyLogin(ProxyRoute route) {
    this.route = route;
  }

  @Override
  @SuppressWarnings("NullAway") // The JDK's way to say that there is no answer.
  protected PasswordAuthentication getPasswordAuthentication() {
    return getRequestorType() == RequestorType.PROXY
        ? route
            .to(getRequestingURL())
            .filter(ProxyAddress::hasAccount)
            .filter(this::asks)
            .map(proxy -> new PasswordAuthentication(proxy.user(), proxy.password().toCharArray()))
            .orElse(null)
        : null;
  }

  /** A redirect may lead to a server that the environment has another proxy for. */
  private boolean asks(ProxyAddress proxy) {
    return proxy.host().equals(getRequestingHost()) && proxy.port() == getRequestingPort();
  }
}

package dev.freshet.engine.git;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.Optional;

/** Answers the proxy only; servers get their credentials with the request or not at all. */
final class ProxyLogin extends Authenticator {
  private final Optional<GitProxy> proxy;

  ProxyLogin(Optional<GitProxy> proxy) {
    this.proxy = proxy;
  }

  @Override
  @SuppressWarnings("NullAway") // The JDK's way to say that there is no answer.
  protected PasswordAuthentication getPasswordAuthentication() {
    return getRequestorType() == RequestorType.PROXY
        ? proxy
            .filter(known -> !known.username().isEmpty())
            .map(known ->
                new PasswordAuthentication(known.username(), known.password().toCharArray()))
            .orElse(null)
        : null;
  }
}

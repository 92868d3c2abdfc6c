package dev.freshet.engine.git;

import dev.freshet.engine.proxy.EnvironmentProxies;
import dev.freshet.engine.proxy.ProxyAddress;
import java.net.URL;
import java.util.Locale;
import java.util.Optional;

/** The proxy to a URL: the remote's own for all, else the environment's for that server. */
record ProxyRoute(Optional<ProxyAddress> own, EnvironmentProxies environment) {

  Optional<ProxyAddress> to(URL url) {
    HttpOrigin server = HttpOrigin.of(url);
    return own.or(() ->
        environment.proxyFor(
            server.scheme(), server.host().toLowerCase(Locale.ROOT), server.port()));
  }
}

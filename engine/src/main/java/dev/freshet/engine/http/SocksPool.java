package dev.freshet.engine.http;

import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.proxy.ProxyAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;

/** A pool whose sockets go through a SOCKS5 proxy, which also looks the host names up. */
final class SocksPool extends PoolingHttpClientConnectionManagerBuilder {
  private final ProxyAddress proxy;
  private final AddressRule addresses;

  SocksPool(ProxyAddress proxy, AddressRule addresses) {
    this.proxy = proxy;
    this.addresses = addresses;
  }

  @Override
  protected HttpClientConnectionOperator createConnectionOperator(
      SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
    return new DefaultHttpClientConnectionOperator(
        _ -> new Socks5Socket(proxy, addresses),
        ports,
        new NamesLeftToTheProxy(),
        RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
  }

  private static final class NamesLeftToTheProxy implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return new InetAddress[0];
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) {
      return List.of(InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}

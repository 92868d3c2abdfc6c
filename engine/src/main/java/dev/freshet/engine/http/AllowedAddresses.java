package dev.freshet.engine.http;

import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.address.DeniedAddressException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks names up and leaves out what the rule refuses. A connection goes to exactly what was found
 * here, so that no later answer of a name server can lead it elsewhere.
 */
final class AllowedAddresses implements DnsResolver {
  /** Each is tried in turn, for as long as a connection may take. */
  private static final int MOST = 8;

  private final AddressRule rule;

  AllowedAddresses(AddressRule rule) {
    this.rule = rule;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    List<InetAddress> allowed = new ArrayList<>();
    List<DeniedAddressException> denied = new ArrayList<>();
    for (InetAddress address : SystemDefaultDnsResolver.INSTANCE.resolve(host)) {
      try {
        rule.require(address);
        allowed.add(address);
      } catch (DeniedAddressException refusal) {
        denied.add(refusal);
      }
    }
    if (allowed.isEmpty() && !denied.isEmpty()) {
      throw denied.getFirst();
    }
    return allowed.stream().limit(MOST).toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}

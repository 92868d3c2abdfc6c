package dev.freshet.engine.registry;

import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.time.Duration;
import java.util.Optional;

/**
 * How one object reaches its registry. The timeout is for a whole call: handshake, all pages, all
 * retries.
 */
public record RegistryAccess(
    RegistryCredentials credentials,
    PlainHttp plainHttp,
    TlsMaterial tls,
    Optional<ProxyAddress> proxy,
    Duration timeout) {

  public static RegistryAccess anonymous(Duration timeout) {
    return new RegistryAccess(
        RegistryCredentials.ANONYMOUS,
        PlainHttp.LOCAL_ONLY,
        TlsMaterial.NONE,
        Optional.empty(),
        timeout);
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(
        credentials.fingerprint().hex(),
        plainHttp.name(),
        tls.fingerprint().hex(),
        proxy.map(address -> address.fingerprint().hex()).orElse(""),
        timeout.toString());
  }

  public RegistryAccess with(RegistryCredentials other) {
    return new RegistryAccess(other, plainHttp, tls, proxy, timeout);
  }

  public RegistryAccess with(PlainHttp other) {
    return new RegistryAccess(credentials, other, tls, proxy, timeout);
  }

  public RegistryAccess with(TlsMaterial other) {
    return new RegistryAccess(credentials, plainHttp, other, proxy, timeout);
  }

  public RegistryAccess with(ProxyAddress other) {
    return new RegistryAccess(credentials, plainHttp, tls, Optional.of(other), timeout);
  }

  public RegistryAccess withTimeout(Duration other) {
    return new RegistryAccess(credentials, plainHttp, tls, proxy, other);
  }
}

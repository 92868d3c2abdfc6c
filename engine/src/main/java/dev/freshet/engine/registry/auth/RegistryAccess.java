package dev.freshet.engine.registry.auth;

import dev.freshet.engine.access.Holder;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.time.Duration;
import java.util.Optional;

/**
 * How one object reaches its registry.
 *
 * @param timeout for a whole call: handshake, all pages, all retries
 * @param holder on whose behalf; what is held for the access ends with its last holder
 * @param unused why Secrets that were named gave no credentials, for whoever is refused without
 */
public record RegistryAccess(
    RegistryCredentials credentials,
    PlainHttp plainHttp,
    TlsMaterial tls,
    Optional<ProxyAddress> proxy,
    Duration timeout,
    Holder holder,
    Optional<String> unused) {

  public static RegistryAccess anonymous(Duration timeout) {
    return new RegistryAccess(
        RegistryCredentials.ANONYMOUS,
        PlainHttp.LOCAL_ONLY,
        TlsMaterial.NONE,
        Optional.empty(),
        timeout,
        Holder.PROCESS,
        Optional.empty());
  }

  /** Of the way to a registry: objects that share it share what was learnt and fetched on it. */
  public Fingerprint fingerprint() {
    return Fingerprint.of(
        credentials.fingerprint().hex(),
        plainHttp.name(),
        tls.fingerprint().hex(),
        proxy.map(address -> address.fingerprint().hex()).orElse(""));
  }

  public RegistryAccess with(RegistryCredentials other) {
    return new RegistryAccess(other, plainHttp, tls, proxy, timeout, holder, unused);
  }

  public RegistryAccess with(PlainHttp other) {
    return new RegistryAccess(credentials, other, tls, proxy, timeout, holder, unused);
  }

  public RegistryAccess with(TlsMaterial other) {
    return new RegistryAccess(credentials, plainHttp, other, proxy, timeout, holder, unused);
  }

  public RegistryAccess with(ProxyAddress other) {
    return new RegistryAccess(
        credentials, plainHttp, tls, Optional.of(other), timeout, holder, unused);
  }

  public RegistryAccess withTimeout(Duration other) {
    return new RegistryAccess(credentials, plainHttp, tls, proxy, other, holder, unused);
  }

  public RegistryAccess heldBy(Holder other) {
    return new RegistryAccess(credentials, plainHttp, tls, proxy, timeout, other, unused);
  }

  public RegistryAccess withUnused(String why) {
    return new RegistryAccess(
        credentials, plainHttp, tls, proxy, timeout, holder, Optional.of(why));
  }
}

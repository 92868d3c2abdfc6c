package dev.freshet.engine.git.access;

import dev.freshet.core.SecretValue;
import dev.freshet.engine.fingerprint.FingerprintKey;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.ClientCertificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells one way to a repository from all others: two objects share a mirror, and whatever else
 * is kept, only where this is equal.
 *
 * @param access stands for all of it: the URL, who asks and with which secret, whom to trust, the
 *     client certificate, the proxy
 * @param place stands for all of it but the secret
 */
public record AccessIdentity(String access, String place) {
  /** A name of a folder; longer ones would only be harder to read. */
  private static final int LENGTH = 40;

  public static AccessIdentity of(GitRemote remote, FingerprintKey key) {
    GitAccess access = remote.access();
    List<String> values = new ArrayList<>();
    values.add(remote.url());
    values.add(access.credentials().identity());
    values.add(access.tls().authoritiesPem().orElse(""));
    values.add(access.tls().clientCertificate().map(ClientCertificate::chainPem).orElse(""));
    values.add(
        access
            .tls()
            .clientCertificate()
            .map(certificate -> certificate.keyPem().text())
            .orElse(""));
    values.add(access.proxy().map(ProxyAddress::toString).orElse(""));
    values.add(access.proxy().map(ProxyAddress::user).orElse(""));
    values.add(access.proxy().map(proxy -> proxy.password().text()).orElse(""));
    String place = hash(key, values);
    values.add(access.credentials().authorization().map(SecretValue::text).orElse(""));
    return new AccessIdentity(hash(key, values), place);
  }

  private static String hash(FingerprintKey key, List<String> values) {
    return key.hex(values.toArray(String[]::new)).substring(0, LENGTH);
  }
}

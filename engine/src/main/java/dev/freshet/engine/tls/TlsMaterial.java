package dev.freshet.engine.tls;

import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What a Secret adds to a TLS connection. Authorities are added to the system's, they do not
 * replace them.
 */
public record TlsMaterial(
    Optional<String> authoritiesPem, Optional<ClientCertificate> clientCertificate) {
  private static final String AUTHORITIES = "the authorities";
  private static final String CLIENT = "the client certificate";

  public static final TlsMaterial NONE = new TlsMaterial(Optional.empty(), Optional.empty());

  /** Refuses PEM text that holds no certificate, or no key that fits. */
  public SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException cause) {
      throw invalid(cause);
    }
  }

  private static InvalidInputException invalid(Exception cause) {
    return new InvalidInputException("invalid TLS certificate or key: " + cause.getMessage());
  }

  private static List<X509Certificate> chain(ClientCertificate certificate)
      throws GeneralSecurityException {
    if (certificate.chainPem().isEmpty() || certificate.keyPem().isEmpty()) {
      throw new InvalidInputException("'tls.crt' and 'tls.key' must be set together");
    }
    return Pem.certificates(certificate.chainPem(), CLIENT);
  }

  /** Refuses what {@link #context()} refuses, for a fraction of its time. */
  public void requireUsable() {
    try {
      if (authoritiesPem.isPresent()) {
        var _ = Pem.certificates(authoritiesPem.get(), AUTHORITIES);
      }
      if (clientCertificate.isPresent()) {
        var _ = chain(clientCertificate.get());
        var _ = Pem.privateKey(clientCertificate.get().keyPem().text());
      }
    } catch (GeneralSecurityException cause) {
      throw invalid(cause);
    }
  }

  /** Asked for with every request, and mostly of nothing. */
  public Fingerprint fingerprint() {
    return equals(NONE)
        ? Fingerprint.NOTHING
        : Fingerprint.of(
            authoritiesPem.orElse(""),
            clientCertificate.map(ClientCertificate::chainPem).orElse(""),
            clientCertificate.map(certificate -> certificate.keyPem().text()).orElse(""));
  }

  private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
    if (clientCertificate.isEmpty()) {
      return new KeyManager[0];
    }
    List<X509Certificate> chain = chain(clientCertificate.get());
    KeyStore keys = emptyStore();
    keys.setKeyEntry(
        "client",
        Pem.privateKey(clientCertificate.get().keyPem().text()),
        new char[0],
        chain.toArray(X509Certificate[]::new));
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, new char[0]);
    return managers.getKeyManagers();
  }

  private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
    TrustManager[] system = trusting(Optional.empty());
    if (authoritiesPem.isEmpty()) {
      return system;
    }
    KeyStore all = emptyStore();
    int number = 0;
    for (TrustManager manager : system) {
      if (manager instanceof X509TrustManager trusted) {
        for (X509Certificate issuer : trusted.getAcceptedIssuers()) {
          all.setCertificateEntry("system-" + number++, issuer);
        }
      }
    }
    for (X509Certificate authority : Pem.certificates(authoritiesPem.get(), AUTHORITIES)) {
      all.setCertificateEntry("added-" + number++, authority);
    }
    return trusting(Optional.of(all));
  }

  private static TrustManager[] trusting(Optional<KeyStore> authorities)
      throws GeneralSecurityException {
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(authorities.orElse(null));
    return managers.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}

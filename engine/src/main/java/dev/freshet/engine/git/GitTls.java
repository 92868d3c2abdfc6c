package dev.freshet.engine.git;

import dev.freshet.core.InvalidInputException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Trust and identity of one remote beyond the system's: certificate authorities that count in
 * addition, and a client certificate with its key. Prints without the key.
 */
public record GitTls(List<X509Certificate> authorities, Optional<ClientCertificate> client) {
  public GitTls {
    authorities = List.copyOf(authorities);
  }

  /** A certificate chain and its private key. */
  public record ClientCertificate(List<X509Certificate> chain, PrivateKey key) {
    public ClientCertificate {
      chain = List.copyOf(chain);
    }

    @Override
    public String toString() {
      return "ClientCertificate[redacted]";
    }
  }

  SSLSocketFactory socketFactory() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException cause) {
      throw new InvalidInputException("failed to set up TLS for the git server", cause);
    }
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    if (client.isEmpty()) {
      return new KeyManager[0];
    }
    KeyStore store = emptyStore();
    Certificate[] chain = client.get().chain().toArray(new Certificate[0]);
    store.setKeyEntry("client", client.get().key(), new char[0], chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private TrustManager[] trust() throws GeneralSecurityException, IOException {
    TrustManagerFactory system = trustFactory();
    // A null store is the JDK's name for the system's authorities.
    system.init((KeyStore) null);
    if (authorities.isEmpty()) {
      return system.getTrustManagers();
    }
    KeyStore store = emptyStore();
    int count = 0;
    for (TrustManager known : system.getTrustManagers()) {
      if (known instanceof X509TrustManager x509) {
        for (X509Certificate authority : x509.getAcceptedIssuers()) {
          store.setCertificateEntry("system-" + count++, authority);
        }
      }
    }
    for (X509Certificate authority : authorities) {
      store.setCertificateEntry("given-" + count++, authority);
    }
    TrustManagerFactory both = trustFactory();
    both.init(store);
    return both.getTrustManagers();
  }

  private static TrustManagerFactory trustFactory() throws GeneralSecurityException {
    return TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }
}

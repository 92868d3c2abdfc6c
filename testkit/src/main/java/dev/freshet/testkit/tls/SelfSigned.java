package dev.freshet.testkit.tls;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and the certificate it signed for itself, good for a server on loopback, for a client, and
 * as the authority that vouches for either.
 */
public final class SelfSigned {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "self";

  private final KeyStore keys;
  private final Optional<SelfSigned> trustedClient;

  private SelfSigned(KeyStore keys, Optional<SelfSigned> trustedClient) {
    this.keys = keys;
    this.trustedClient = trustedClient;
  }

  /** Makes a new one; the algorithm is one of keytool's, such as EC or RSA. */
  public static SelfSigned generate(String algorithm) {
    return generate(algorithm, List.of());
  }

  /** Makes one that is good for these hosts too. */
  public static SelfSigned generateFor(String... hosts) {
    return generate("EC", List.of(hosts));
  }

  private static SelfSigned generate(String algorithm, List<String> hosts) {
    try {
      Path folder = Files.createTempDirectory("self-signed");
      Path store = folder.resolve("keys.p12");
      keytool(store, algorithm, hosts);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      Files.delete(store);
      Files.delete(folder);
      return new SelfSigned(keys, Optional.empty());
    } catch (IOException cause) {
      throw new UncheckedIOException("make a certificate", cause);
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException("make a certificate", cause);
    }
  }

  /** The same server certificate, but its server demands this client's. */
  public SelfSigned demanding(SelfSigned client) {
    return new SelfSigned(keys, Optional.of(client));
  }

  public String certificatePem() {
    try {
      return pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException("read the certificate", cause);
    }
  }

  public String keyPem() {
    try {
      return pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD).getEncoded());
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException("read the key", cause);
    }
  }

  /** What a JDK HTTPS server needs to serve under this certificate. */
  public HttpsConfigurator serverConfiguration() {
    SSLContext context = context();
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters tls = context.getDefaultSSLParameters();
        tls.setNeedClientAuth(trustedClient.isPresent());
        parameters.setSSLParameters(tls);
      }
    };
  }

  public SSLContext context() {
    try {
      var mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      mine.init(keys, PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(mine.getKeyManagers(), trusting(trustedClient), null);
      return context;
    } catch (GeneralSecurityException | IOException cause) {
      throw new IllegalStateException("set up TLS for a test server", cause);
    }
  }

  /** For a client of a server under this certificate. */
  public SSLContext trustingContext() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, trusting(Optional.of(this)), null);
      return context;
    } catch (GeneralSecurityException | IOException cause) {
      throw new IllegalStateException("set up TLS for a test client", cause);
    }
  }

  private static TrustManager[] trusting(Optional<SelfSigned> other)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    if (other.isPresent()) {
      trusted.setCertificateEntry("trusted", other.get().keys.getCertificate(ALIAS));
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    return managers.getTrustManagers();
  }

  private static void keytool(Path store, String algorithm, List<String> hosts)
      throws IOException {
    StringBuilder names = new StringBuilder("san=ip:127.0.0.1,ip:127.0.0.2,dns:localhost");
    hosts.forEach(host -> names.append(",dns:").append(host));
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                ALIAS,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=freshet test",
                "-validity",
                "2",
                "-ext",
                names.toString(),
                "-ext",
                "bc:critical=ca:true")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + said);
      }
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool ran", cause);
    }
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
  }
}

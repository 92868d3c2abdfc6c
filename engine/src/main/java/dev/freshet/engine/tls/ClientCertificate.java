package dev.freshet.engine.tls;

/** A client certificate chain and its private key, as PEM; the key is never printed. */
public record ClientCertificate(String chainPem, String keyPem) {

  @Override
  public String toString() {
    return "ClientCertificate[redacted]";
  }
}

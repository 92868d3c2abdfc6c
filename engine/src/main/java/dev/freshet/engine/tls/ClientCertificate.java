package dev.freshet.engine.tls;

import dev.freshet.core.SecretValue;

/** A client certificate chain and its private key, as PEM. */
public record ClientCertificate(String chainPem, SecretValue keyPem) {

  public ClientCertificate(String chainPem, String keyPem) {
    this(chainPem, SecretValue.of(keyPem));
  }
}

package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.RegistryProvider;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.SecretValue;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.registry.PlainHttp;
import dev.freshet.engine.registry.RegistryAccess;
import dev.freshet.engine.registry.RegistryCredentials;
import dev.freshet.engine.secret.DockerConfig;
import dev.freshet.engine.secret.HomeCredentials;
import dev.freshet.engine.tls.ClientCertificate;
import dev.freshet.engine.tls.TlsMaterial;
import java.util.Map;
import java.util.Optional;

/**
 * How an ImageRepository reaches its registry: the credentials, certificates and proxy of its
 * Secrets, and the user's own docker configuration where it names no credentials.
 */
public final class RegistryAccesses {
  private final HomeCredentials home;

  public RegistryAccesses(HomeCredentials home) {
    this.home = home;
  }

  RegistryAccess of(ImageObjects objects, ImageRepository repository, ImageName image) {
    refuseWhatNeedsMore(repository);
    try {
      RegistryAccess access =
          RegistryAccess.anonymous(repository.scanTimeout())
              .with(credentials(objects, repository, image))
              .with(repository.insecure() ? PlainHttp.ALLOWED : PlainHttp.LOCAL_ONLY)
              .with(tls(objects, repository));
      return proxy(objects, repository).map(access::with).orElse(access);
    } catch (InvalidInputException cause) {
      throw failed(String.valueOf(cause.getMessage()));
    }
  }

  private static void refuseWhatNeedsMore(ImageRepository repository) {
    if (repository.provider() != RegistryProvider.GENERIC) {
      throw failed(
          "provider '%s' is not there yet; use a secretRef"
              .formatted(repository.provider().text()));
    }
    if (repository.serviceAccountName().isPresent()) {
      throw failed(
          "serviceaccount '%s/%s' not found: there are none without a cluster; use a secretRef"
              .formatted(repository.metadata().namespace(), repository.serviceAccountName().get()));
    }
  }

  private RegistryCredentials credentials(
      ImageObjects objects, ImageRepository repository, ImageName image) {
    if (repository.secretRef().isEmpty()) {
      return home.credentials(image);
    }
    Secret secret = secret(objects, repository, repository.secretRef().get());
    return DockerConfig.ofSecret(secret.type(), SecretValue.bytes(secret.values()))
        .credentials(image);
  }

  private static TlsMaterial tls(ImageObjects objects, ImageRepository repository) {
    if (repository.certSecretRef().isEmpty()) {
      return TlsMaterial.NONE;
    }
    String name = repository.certSecretRef().get();
    Map<String, SecretValue> values = secret(objects, repository, name).values();
    Optional<String> authorities = text(values, "ca.crt", "caFile");
    Optional<String> chain = text(values, "tls.crt", "certFile");
    Optional<String> key = text(values, "tls.key", "keyFile");
    NamespacedName secret = new NamespacedName(repository.metadata().namespace(), name);
    if (chain.isPresent() != key.isPresent()) {
      throw failed(
          "secret '%s' contains '%s' but missing '%s'"
              .formatted(
                  secret,
                  chain.isPresent() ? "tls.crt" : "tls.key",
                  chain.isPresent() ? "tls.key" : "tls.crt"));
    }
    if (authorities.isEmpty() && chain.isEmpty()) {
      throw failed(
          "secret '%s' must contain either 'ca.crt' or both 'tls.crt' and 'tls.key'"
              .formatted(secret));
    }
    return new TlsMaterial(
        authorities, chain.map(pem -> new ClientCertificate(pem, key.orElseThrow())));
  }

  private static Optional<ProxyAddress> proxy(ImageObjects objects, ImageRepository repository) {
    return repository.proxySecretRef().map(name -> proxy(objects, repository, name));
  }

  private static ProxyAddress proxy(ImageObjects objects, ImageRepository repository, String name) {
    Map<String, SecretValue> values = secret(objects, repository, name).values();
    try {
      return ProxyAddress.fromSecret(SecretValue.bytes(values));
    } catch (InvalidInputException cause) {
      throw failed(
          "secret '%s/%s': %s"
              .formatted(repository.metadata().namespace(), name, cause.getMessage()));
    }
  }

  private static Secret secret(ImageObjects objects, ImageRepository repository, String name) {
    String namespace = repository.metadata().namespace();
    return objects
        .secret(namespace, name)
        .orElseThrow(() ->
            failed(
                "secrets \"%s\" not found in namespace \"%s\": add its manifest to the folder, or to one named with --secrets"
                    .formatted(name, namespace)));
  }

  private static Optional<String> text(
      Map<String, SecretValue> values, String key, String legacyKey) {
    return Optional.ofNullable(values.getOrDefault(key, values.get(legacyKey)))
        .filter(value -> !value.isEmpty())
        .map(SecretValue::text);
  }

  private static AutomationException failed(String cause) {
    return new AutomationException(
        Reason.AUTHENTICATION_FAILED, "failed to configure authentication options: " + cause);
  }
}

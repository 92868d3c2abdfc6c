package dev.freshet.engine.credential;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.RegistryProvider;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.secret.Secret;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.SecretValue;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.registry.auth.PlainHttp;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.secret.DockerConfig;
import dev.freshet.engine.tls.ClientCertificate;
import dev.freshet.engine.tls.TlsMaterial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How an ImageRepository reaches its registry: the credentials, certificates and proxy of its
 * Secrets, and whatever the process itself has where it names no credentials.
 */
public final class RegistryAccesses {
  private final Function<ImageName, RegistryCredentials> unnamed;

  /**
   * @param unnamed the credentials for an image whose repository names none
   */
  public RegistryAccesses(Function<ImageName, RegistryCredentials> unnamed) {
    this.unnamed = unnamed;
  }

  public RegistryAccess of(KnownObjects objects, ImageRepository repository, ImageName image) {
    refusal(repository)
        .ifPresent(problem -> {
          throw problem;
        });
    if (repository.provider() != RegistryProvider.GENERIC) {
      throw failed(
          "provider '%s' is not there yet; use a secretRef"
              .formatted(repository.provider().text()));
    }
    try {
      RegistryAccess access =
          loggedIn(objects, repository, image)
              .with(repository.insecure() ? PlainHttp.ALLOWED : PlainHttp.LOCAL_ONLY)
              .with(tls(objects, repository))
              .heldBy(holder(repository.metadata().key()));
      return proxy(objects, repository).map(access::with).orElse(access);
    } catch (InvalidInputException cause) {
      throw failed(String.valueOf(cause.getMessage()));
    }
  }

  /** Whoever reaches the registry for it, such as a policy, does so on the repository's behalf. */
  public static Holder holder(NamespacedName name) {
    return Holder.of(new ObjectKey(ImageRepository.KIND, name));
  }

  /** An account with a cloud is refused. */
  public static Optional<AutomationException> refusal(ImageRepository repository) {
    return repository.provider() != RegistryProvider.GENERIC
            && repository.serviceAccountName().isPresent()
        ? Optional.of(
            new ReasonedException(
                Reason.FEATURE_GATE_DISABLED,
                "to use spec.serviceAccountName for provider authentication please enable the"
                    + " ObjectLevelWorkloadIdentity feature gate in the controller"))
        : Optional.empty();
  }

  private RegistryAccess loggedIn(
      KnownObjects objects, ImageRepository repository, ImageName image) {
    RegistryAccess access = RegistryAccess.anonymous(repository.scanTimeout());
    if (repository.secretRef().isEmpty() && repository.serviceAccountName().isEmpty()) {
      return access.with(unnamed.apply(image));
    }
    List<Secret> secrets = new ArrayList<>();
    repository.secretRef().ifPresent(name -> secrets.add(secret(objects, repository, name)));
    repository
        .serviceAccountName()
        .ifPresent(name -> secrets.addAll(pullSecrets(objects, repository, name)));
    RegistryCredentials credentials =
        DockerConfig.concat(
                secrets.stream()
                    .map(secret ->
                        DockerConfig.ofSecret(secret.type(), SecretValue.bytes(secret.values())))
                    .toList())
            .credentials(image);
    return credentials.equals(RegistryCredentials.ANONYMOUS) && !secrets.isEmpty()
        ? access.withUnused(unused(secrets, image))
        : access.with(credentials);
  }

  private static String unused(List<Secret> secrets, ImageName image) {
    return secrets.stream()
        .map(secret ->
            "Secret %s %s"
                .formatted(
                    secret.metadata().key(),
                    DockerConfig.missing(secret.type(), SecretValue.bytes(secret.values()), image)))
        .collect(Collectors.joining(", "));
  }

  private static List<Secret> pullSecrets(
      KnownObjects objects, ImageRepository repository, String name) {
    String namespace = repository.metadata().namespace();
    NamespacedName key = new NamespacedName(namespace, name);
    return Secrets.account(objects, key, RegistryAccesses::failed).imagePullSecrets().stream()
        .map(secret -> new NamespacedName(namespace, secret))
        .map(secret ->
            Secrets.named(
                objects,
                secret,
                why ->
                    failed(
                        "failed to get image pull secret for serviceaccount '%s': %s"
                            .formatted(key, why))))
        .toList();
  }

  private static TlsMaterial tls(KnownObjects objects, ImageRepository repository) {
    if (repository.certSecretRef().isEmpty()) {
      return TlsMaterial.NONE;
    }
    String name = repository.certSecretRef().get();
    Map<String, SecretValue> values = secret(objects, repository, name).values();
    Optional<String> authorities = text(values, "ca.crt", "caFile");
    Optional<String> chain = text(values, "tls.crt", "certFile");
    Optional<String> key = text(values, "tls.key", "keyFile");
    NamespacedName secret = key(repository, name);
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
    var material =
        new TlsMaterial(
            authorities, chain.map(pem -> new ClientCertificate(pem, key.orElseThrow())));
    material.requireUsable(); // told at once, though no scan may be due
    return material;
  }

  private static Optional<ProxyAddress> proxy(KnownObjects objects, ImageRepository repository) {
    return repository
        .proxySecretRef()
        .map(name -> Secrets.proxy(objects, key(repository, name), RegistryAccesses::failed));
  }

  private static Secret secret(KnownObjects objects, ImageRepository repository, String name) {
    return Secrets.required(objects, key(repository, name), RegistryAccesses::failed);
  }

  private static NamespacedName key(ImageRepository repository, String name) {
    return new NamespacedName(repository.metadata().namespace(), name);
  }

  private static Optional<String> text(
      Map<String, SecretValue> values, String key, String legacyKey) {
    return Optional.ofNullable(values.getOrDefault(key, values.get(legacyKey)))
        .filter(value -> !value.isEmpty())
        .map(SecretValue::text);
  }

  private static AutomationException failed(String cause) {
    return new ReasonedException(
        Reason.AUTHENTICATION_FAILED, "failed to configure authentication options: " + cause);
  }
}

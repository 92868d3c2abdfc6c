package dev.freshet.engine.credential;

import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.SecretValue;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.proxy.ProxyAddress;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Secrets, and service accounts, that an object cannot do without. What keeps one away, or from
 * being used, is told in the words and under the reason of whoever wants it.
 */
public final class Secrets {
  private Secrets() {}

  /** A Secret of which Flux tells in the API server's words. */
  public static Secret required(
      KnownObjects objects, NamespacedName name, Function<String, AutomationException> refused) {
    return read(() -> objects.secret(name), refused)
        .orElseThrow(() ->
            refused.apply(
                "secrets \"%s\" not found%s".formatted(name.name(), objects.adviceOnMissing())));
  }

  /** A Secret of which Flux tells in its own words. */
  public static Secret named(
      KnownObjects objects, NamespacedName name, Function<String, AutomationException> refused) {
    return read(
            () -> objects.secret(name),
            why -> refused.apply("failed to get secret '%s': %s".formatted(name, why)))
        .orElseThrow(() ->
            refused.apply("secret '%s' not found%s".formatted(name, objects.adviceOnMissing())));
  }

  public static ServiceAccount account(
      KnownObjects objects, NamespacedName name, Function<String, AutomationException> refused) {
    return read(
            () -> objects.serviceAccount(name),
            why -> refused.apply("failed to get serviceaccount '%s': %s".formatted(name, why)))
        .orElseThrow(() ->
            refused.apply(
                "serviceaccount '%s' not found%s".formatted(name, objects.adviceOnMissing())));
  }

  /** The proxy that a Secret describes. */
  public static ProxyAddress proxy(
      KnownObjects objects, NamespacedName name, Function<String, AutomationException> refused) {
    Secret secret = named(objects, name, refused);
    try {
      return ProxyAddress.fromSecret(SecretValue.bytes(secret.values()));
    } catch (InvalidInputException cause) {
      throw refused.apply("secret '%s': %s".formatted(name, cause.getMessage()));
    }
  }

  private static <T> Optional<T> read(
      Supplier<Optional<T>> look, Function<String, AutomationException> unreadable) {
    try {
      return look.get();
    } catch (AutomationException failure) {
      throw unreadable.apply(String.valueOf(failure.getMessage()));
    }
  }
}

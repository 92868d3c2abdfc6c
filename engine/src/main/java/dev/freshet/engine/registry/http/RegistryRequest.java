package dev.freshet.engine.registry.http;

import dev.freshet.core.SecretValue;
import dev.freshet.engine.registry.host.Origin;
import dev.freshet.engine.registry.host.Urls;
import java.net.URI;
import java.util.Optional;

/**
 * One request. The authorization belongs to the origin of {@code target} and to no other; the form
 * is the body of a POST.
 */
public record RegistryRequest(
    String method,
    URI target,
    Optional<String> accept,
    Optional<SecretValue> authorization,
    Optional<SecretValue> form) {

  public static RegistryRequest get(URI target) {
    return new RegistryRequest("GET", target, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static RegistryRequest head(URI target) {
    return new RegistryRequest(
        "HEAD", target, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static RegistryRequest post(URI target, SecretValue form) {
    return new RegistryRequest(
        "POST", target, Optional.empty(), Optional.empty(), Optional.of(form));
  }

  public RegistryRequest accepting(String types) {
    return new RegistryRequest(method, target, Optional.of(types), authorization, form);
  }

  public RegistryRequest authorized(SecretValue header) {
    return new RegistryRequest(method, target, accept, Optional.of(header), form);
  }

  /** The same request at another place, anonymous unless that is the same origin. */
  RegistryRequest movedTo(URI other) {
    return new RegistryRequest(
        method,
        other,
        accept,
        authorization.filter(_ -> Origin.of(other).equals(Origin.of(target))),
        form);
  }

  /** The text without the secret this shows, should a server have repeated it. */
  String withoutSecret(String text) {
    return authorization
        .map(SecretValue::text)
        .map(header -> header.substring(header.indexOf(' ') + 1))
        .filter(secret -> !secret.isEmpty())
        .map(secret -> text.replace(secret, "***"))
        .orElse(text);
  }

  /** What errors begin with. */
  public String action() {
    return method + " " + Urls.printable(target);
  }

  @Override
  public String toString() {
    return action();
  }
}

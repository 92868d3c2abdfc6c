package dev.freshet.engine.registry;

import java.net.URI;
import java.util.Optional;

/**
 * One request. The authorization belongs to the origin of {@code target} and to no other; the form
 * is the body of a POST.
 */
record Call(
    String method,
    URI target,
    Optional<String> accept,
    Optional<String> authorization,
    Optional<String> form) {

  static Call get(URI target) {
    return new Call("GET", target, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Call head(URI target) {
    return new Call("HEAD", target, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Call post(URI target, String form) {
    return new Call("POST", target, Optional.empty(), Optional.empty(), Optional.of(form));
  }

  Call accepting(String types) {
    return new Call(method, target, Optional.of(types), authorization, form);
  }

  Call authorized(String header) {
    return new Call(method, target, accept, Optional.of(header), form);
  }

  /** The same request at another place, anonymous unless that is the same origin. */
  Call movedTo(URI other) {
    return new Call(
        method,
        other,
        accept,
        authorization.filter(_ -> Origin.of(other).equals(Origin.of(target))),
        form);
  }

  /** The text without the secret this shows, should a server have repeated it. */
  String withoutSecret(String text) {
    return authorization
        .map(header -> header.substring(header.indexOf(' ') + 1))
        .filter(secret -> !secret.isEmpty())
        .map(secret -> text.replace(secret, "***"))
        .orElse(text);
  }

  /** What errors begin with. */
  String action() {
    return method + " " + Urls.printable(target);
  }

  @Override
  public String toString() {
    return action();
  }
}

package dev.freshet.engine.registry.http;

import dev.freshet.engine.registry.host.Operation;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What a server answered: what was asked for, or why not. */
public sealed interface RegistryResponse<T> {
  /** The header with the digest of a manifest. */
  String DIGEST = "docker-content-digest";

  int status();

  /** The value, or the refusal as an exception. */
  T orThrow(Operation operation);

  /**
   * A success, read as a {@code T}.
   *
   * @param source where it came from in the end, after redirects
   * @param headers those that mean something, by lower-case name; several of one are joined by
   *     commas
   */
  record Success<T>(T value, URI source, Map<String, String> headers)
      implements RegistryResponse<T> {

    @Override
    public int status() {
      return 200;
    }

    public Optional<String> header(String lowerCaseName) {
      return Optional.ofNullable(headers.get(lowerCaseName));
    }

    @Override
    public T orThrow(Operation operation) {
      return value;
    }
  }

  record Refused<T>(ErrorResponse refusal) implements RegistryResponse<T> {
    @Override
    public int status() {
      return refusal.status();
    }

    @Override
    public T orThrow(Operation operation) {
      throw refusal.failure(operation);
    }
  }
}

package dev.freshet.engine.registry.http;

import dev.freshet.core.OutsideText;
import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.registry.host.Operation;
import dev.freshet.engine.registry.host.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/**
 * An answer other than success, with the errors its body names in the registry's own JSON. Nothing
 * else of the body is passed on: it may be of a server that was never meant to be asked.
 */
public record ErrorResponse(
    RegistryRequest call,
    int status,
    List<RegistryError> errors,
    List<String> challenges,
    Optional<Duration> retryAfter,
    Optional<String> location) {
  private static final Set<Integer> TEMPORARY = Set.of(408, 429, 499, 500, 502, 503, 504, 522);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> LOGIN_FAILED = Set.of(400, 401, 403);

  boolean isRedirect() {
    return REDIRECTS.contains(status) && location.isPresent();
  }

  boolean isTemporary() {
    return TEMPORARY.contains(status);
  }

  public boolean names(String code) {
    return errors.stream().anyMatch(error -> error.code().equalsIgnoreCase(code));
  }

  public RegistryException failure(Operation operation) {
    String text = text(operation);
    RegistryAccess access = operation.access();
    Optional<String> why =
        LOGIN_FAILED.contains(status)
            ? access.credentials().flaw().or(() -> untold(access)).or(access::unused)
            : Optional.empty();
    return operation.failed(why.map(flaw -> text + " (" + flaw + ")").orElse(text));
  }

  /** Whoever has something to show cannot know how. */
  private Optional<String> untold(RegistryAccess access) {
    return status == 401
            && !access.credentials().equals(RegistryCredentials.ANONYMOUS)
            && Challenge.parse(challenges).equals(Challenge.NONE)
        ? Optional.of("it names no way to log in that is known")
        : Optional.empty();
  }

  public String text(Operation operation) {
    if (call.method().equals("HEAD")) {
      return "%s: unexpected status code %s (HEAD responses have no body, use GET for details)"
          .formatted(call.action(), statusText());
    }
    return call.action()
        + ": "
        + (errors.isEmpty() ? "unexpected status code " + statusText() : said(operation));
  }

  /** Without secrets before it is cut, which could leave the half of one. */
  private String said(Operation operation) {
    String all = errors.stream().map(RegistryError::text).collect(Collectors.joining("; "));
    String safe = call.withoutSecret(operation.access().credentials().redact(all));
    return OutsideText.ofServer(errors.size() == 1 ? safe : "multiple errors returned: " + safe);
  }

  private String statusText() {
    String phrase = EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT);
    return phrase == null ? Integer.toString(status) : status + " " + phrase;
  }
}

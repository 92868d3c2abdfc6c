package dev.freshet.engine.registry;

import dev.freshet.core.AutomationException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/** An answer other than success, with the errors its body names in the registry's own JSON. */
record Refusal(
    Call call,
    int status,
    List<RegistryError> errors,
    String body,
    List<String> challenges,
    Optional<String> retryAfter,
    Optional<String> location) {
  private static final Set<Integer> TEMPORARY = Set.of(408, 429, 499, 500, 502, 503, 504, 522);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int LONGEST_BODY = 512;

  boolean isRedirect() {
    return REDIRECTS.contains(status) && location.isPresent();
  }

  boolean isTemporary() {
    return TEMPORARY.contains(status);
  }

  boolean names(String code) {
    return errors.stream().anyMatch(error -> error.code().equals(code));
  }

  AutomationException failure(Operation operation) {
    return operation.failed(text());
  }

  String text() {
    if (call.method().equals("HEAD")) {
      return "%s: unexpected status code %s (HEAD responses have no body, use GET for details)"
          .formatted(call.action(), statusText());
    }
    String errorText = errors.stream().map(RegistryError::text).collect(Collectors.joining("; "));
    return call.action()
        + ": "
        + switch (errors.size()) {
          case 0 -> "unexpected status code " + statusText() + bodyText();
          case 1 -> errorText;
          default -> "multiple errors returned: " + errorText;
        };
  }

  private String statusText() {
    String phrase = EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT);
    return phrase == null ? Integer.toString(status) : status + " " + phrase;
  }

  private String bodyText() {
    String line = body.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    if (line.isEmpty()) {
      return "";
    }
    return ": " + (line.length() > LONGEST_BODY ? line.substring(0, LONGEST_BODY) + "…" : line);
  }
}

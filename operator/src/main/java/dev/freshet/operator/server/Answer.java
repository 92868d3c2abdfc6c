package dev.freshet.operator.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How the API server took a request. */
public sealed interface Answer {

  /** It did what was asked; the object as it is now. */
  record Done(JsonNode object) implements Answer {}

  /** There is no such object. */
  record Missing() implements Answer {}

  /** It did not do what was asked. */
  sealed interface Failure extends Answer {
    /** Why not, without addresses, so that everybody may read it. */
    String message();

    default AutomationException exception(String action) {
      return new ReasonedException(Reason.FAILED, action + ": " + message());
    }
  }

  /** Somebody else changed the object in between. */
  record Conflict(String message) implements Failure {}

  /**
   * Asking again as it is does not help.
   *
   * @param status all that it said; missing when it was not the API server who answered
   */
  record Refused(String message, JsonNode status) implements Failure {
    /** In the words of the API server's storage, which it passes on as a failure of its own. */
    static final String TOO_LARGE = "request is too large";

    private static final Set<Integer> CONTENTS =
        Set.of(HttpURLConnection.HTTP_ENTITY_TOO_LARGE, 422);

    /** Whether something else in its place, or less, may be taken. */
    public boolean isAboutContents() {
      return CONTENTS.contains(status.path("code").asInt()) || message.contains(TOO_LARGE);
    }
  }

  /**
   * It was not reached, or cannot answer now.
   *
   * @param pause how long it wants to be left alone, zero when it did not say
   */
  record Unavailable(String message, Duration pause) implements Failure {}

  /**
   * The object, empty when there is none.
   *
   * @param action what was asked, to begin the message of a failure with
   */
  default Optional<JsonNode> object(String action) {
    return switch (this) {
      case Done(var json) -> Optional.of(json);
      case Missing() -> Optional.empty();
      case Failure failure -> throw failure.exception(action);
    };
  }
}

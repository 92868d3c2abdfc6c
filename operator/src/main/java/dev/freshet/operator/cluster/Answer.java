package dev.freshet.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** How the API server took a request. */
sealed interface Answer {

  /** It did what was asked; the object as it is now. */
  record Done(JsonNode object) implements Answer {}

  /** There is no such object. */
  record Missing() implements Answer {}

  /** Somebody else changed the object in between. */
  record Conflict(String message) implements Answer {}

  /** Asking again as it is does not help. */
  record Refused(String message) implements Answer {}

  /**
   * It was not reached, or cannot answer now.
   *
   * @param pause how long it wants to be left alone, zero when it did not say
   */
  record Unavailable(String message, Duration pause) implements Answer {}
}

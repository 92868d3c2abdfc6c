package dev.freshet.api.condition;

import dev.freshet.core.OutsideText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One statement about an object, with the generation it was made for and when it last changed. A
 * message is printable; one longer than Kubernetes takes is cut and ends in {@code ...}.
 */
public record Condition(
    String type,
    ConditionStatus status,
    String reason,
    String message,
    Instant lastTransitionTime,
    long observedGeneration) {
  public static final String READY = "Ready";
  public static final String RECONCILING = "Reconciling";
  public static final String STALLED = "Stalled";

  private static final int LONGEST_MESSAGE = 32768;
  private static final String CUT = "...";

  public Condition {
    message = cut(OutsideText.lines(message));
  }

  /** Whether this says the same as the other, whenever and for whichever generation. */
  public boolean says(Condition other) {
    return type.equals(other.type)
        && status == other.status
        && reason.equals(other.reason)
        && message.equals(other.message);
  }

  /** The same statement, made for another generation. */
  Condition forGeneration(long generation) {
    return new Condition(type, status, reason, message, lastTransitionTime, generation);
  }

  Condition since(Instant time) {
    return new Condition(type, status, reason, message, time, observedGeneration);
  }

  private static String cut(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST_MESSAGE) {
      return message;
    }
    int end = LONGEST_MESSAGE - CUT.length();
    while ((bytes[end] & 0xC0) == 0x80) { // not into the middle of a character
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + CUT;
  }
}

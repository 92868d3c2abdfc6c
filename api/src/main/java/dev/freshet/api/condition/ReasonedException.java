package dev.freshet.api.condition;

import dev.freshet.core.AutomationException;
import dev.freshet.core.DeadlineExceededException;

/** A failure that is told under a reason of the object it happened to. */
public final class ReasonedException extends AutomationException {
  private final Reason reason;

  public ReasonedException(Reason reason, String message) {
    super(message, null);
    this.reason = reason;
  }

  public ReasonedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Under which a failure is told; one that nobody has given a reason, under the most general. */
  public static Reason reasonOf(AutomationException failure) {
    return switch (failure) {
      case ReasonedException told -> told.reason;
      case DeadlineExceededException _ -> Reason.DEADLINE_EXCEEDED;
      default -> Reason.FAILED;
    };
  }
}

package dev.freshet.core;

import org.jspecify.annotations.Nullable;

/**
 * An action that failed. The message names the action, the object and the cause, holds no secret
 * and no absolute path, and is shown to users under {@link #reason()}; whatever part of it came
 * from outside is printable. What acts on outside systems throws kinds of it, for whoever knows the
 * object to tell under a reason of that object's.
 */
public class AutomationException extends RuntimeException {
  private final Reason reason;

  /** Untold yet: whoever lets it pass tells of it under the most general reason. */
  protected AutomationException(String message, @Nullable Throwable cause) {
    super(OutsideText.lines(message), cause);
    this.reason = Reason.FAILED;
  }

  public AutomationException(Reason reason, String message) {
    super(OutsideText.lines(message));
    this.reason = reason;
  }

  public AutomationException(Reason reason, String message, Throwable cause) {
    super(OutsideText.lines(message), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

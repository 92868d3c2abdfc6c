package dev.freshet.core;

/**
 * An action that failed. The message names the action, the object and the cause, holds no secret
 * and no absolute path, and is shown to users under {@link #reason()}; whatever part of it came
 * from outside is printable.
 */
public final class AutomationException extends RuntimeException {
  private final Reason reason;

  public AutomationException(Reason reason, String message) {
    super(OutsideText.lines(message));
    this.reason = reason;
  }

  public AutomationException(Reason reason, String message, Throwable cause) {
    super(OutsideText.lines(message), cause);
    this.reason = reason;
  }

  /** The same failure, told as the cause of what the words before it name. */
  public AutomationException within(String words) {
    return new AutomationException(reason, words + getMessage(), this);
  }

  public Reason reason() {
    return reason;
  }
}

package dev.freshet.api.condition;

import dev.freshet.core.AutomationException;

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

  Reason reason() {
    return reason;
  }
}

package dev.freshet.core;

import org.jspecify.annotations.Nullable;

/** Work that took longer, or more steps, than it may. */
public final class DeadlineExceededException extends AutomationException {
  public DeadlineExceededException(String message) {
    this(message, null);
  }

  public DeadlineExceededException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

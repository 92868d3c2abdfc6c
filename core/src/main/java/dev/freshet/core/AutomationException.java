package dev.freshet.core;

import org.jspecify.annotations.Nullable;

/**
 * An action that failed. The message names the action, the object and the cause, holds no secret
 * and no absolute path; whatever part of it came from outside is printable. What acts on outside
 * systems throws kinds of it, for whoever knows the object to tell under a reason of that object's.
 */
public abstract class AutomationException extends RuntimeException {
  protected AutomationException(String message, @Nullable Throwable cause) {
    super(OutsideText.lines(message), cause);
  }
}

package dev.freshet.engine.registry.host;

import dev.freshet.core.AutomationException;
import org.jspecify.annotations.Nullable;

/** A registry gave no answer that is of use. The message names the request, and no secret. */
public final class RegistryException extends AutomationException {
  /** What failed. */
  public enum Failure {
    /** The access itself, such as its certificates: nothing was asked. */
    UNUSABLE_ACCESS,
    NO_ANSWER
  }

  private final Failure failure;

  public RegistryException(Failure failure, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}

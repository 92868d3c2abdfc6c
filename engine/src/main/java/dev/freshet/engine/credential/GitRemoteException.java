package dev.freshet.engine.credential;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;

/**
 * A GitRepository does not say how to reach its remote, or in a way that is not there yet. The
 * message is the problem alone, without the object, and holds no secret.
 */
public final class GitRemoteException extends AutomationException {
  /** What of the object cannot be used. */
  public enum Failure {
    PROXY,
    TRANSPORT,
    ADDRESS,
    SECRET,
    /** The provider wants a GitHub App, and no Secret is named. */
    APP_WITHOUT_SECRET,
    /** The provider wants a GitHub App, and the Secret holds none. */
    SECRET_WITHOUT_APP,
    /** The Secret holds a GitHub App, and the provider does not want one. */
    APP_WITHOUT_PROVIDER,
    PROVIDER,
    CREDENTIALS
  }

  private final Failure failure;

  GitRemoteException(Failure failure, String problem) {
    super(problem, null);
    this.failure = failure;
  }

  GitRemoteException(Failure failure, InvalidInputException cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}

package dev.freshet.engine.git.failure;

import dev.freshet.core.AutomationException;

/**
 * Why something could not be done with a repository. The message is the cause alone, holds no
 * secret and no absolute path, and is printable; what was done and under which reason users are
 * told of it is for those to say who asked.
 */
public final class GitException extends AutomationException {
  /** What went wrong. */
  public enum Problem {
    /** The server did not answer, or not with what was asked for. */
    UNREACHABLE,
    UNKNOWN_REFERENCE,
    EMPTY_REPOSITORY,
    /** The local copy cannot be read or written. */
    BROKEN_COPY,
    /** More than is taken from anybody, or than there is room for. */
    TOO_LARGE,
    NO_SUCH_PATH,
    /** Git refuses what was to be written. */
    UNWRITABLE,
    PUSH_REFUSED,
    /** Other writers were faster, again and again. */
    PUSH_OVERTAKEN
  }

  private final Problem problem;

  public GitException(Problem problem, String message) {
    super(message, null);
    this.problem = problem;
  }

  public GitException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}

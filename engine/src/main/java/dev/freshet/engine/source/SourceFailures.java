package dev.freshet.engine.source;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import dev.freshet.engine.git.failure.GitException;

/** What a GitRepository says of what went wrong with the repository. */
final class SourceFailures {
  private SourceFailures() {}

  static AutomationException of(GitException failure) {
    String cause = String.valueOf(failure.getMessage());
    return switch (failure.problem()) {
      case EMPTY_REPOSITORY -> new AutomationException(Reason.EMPTY_GIT_REPOSITORY, cause, failure);
      case UNREACHABLE,
          UNKNOWN_REFERENCE,
          BROKEN_COPY,
          TOO_LARGE,
          NO_SUCH_PATH,
          UNWRITABLE,
          PUSH_REFUSED,
          PUSH_OVERTAKEN ->
          new AutomationException(
              Reason.GIT_OPERATION_FAILED,
              "failed to checkout and determine revision: " + cause,
              failure);
    };
  }
}

package dev.freshet.engine.git;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;

/** The words for what goes wrong with Git, as Flux says them. */
final class GitFailures {
  private GitFailures() {}

  static AutomationException checkout(String problem, Throwable cause) {
    return new AutomationException(
        Reason.GIT_OPERATION_FAILED, "failed to checkout source: " + problem, cause);
  }

  static AutomationException push(String problem) {
    return new AutomationException(
        Reason.GIT_OPERATION_FAILED,
        "failed to update source: failed to push to remote: " + problem);
  }

  /** True when the local copy, not the server, is to blame. */
  static boolean isDamage(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(20)
        .anyMatch(cause ->
            cause instanceof MissingObjectException || cause instanceof CorruptObjectException);
  }
}

package dev.freshet.engine.git;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;

/** The words for what goes wrong with Git, as Flux says them. */
final class GitFailures {
  private static final String CHECKOUT = "failed to checkout source: ";
  private static final String SOURCE_CHECKOUT = "failed to checkout and determine revision: ";
  private static final String EMPTY = "git repository is empty";

  private GitFailures() {}

  static AutomationException checkout(String problem, Throwable cause) {
    return new AutomationException(Reason.GIT_OPERATION_FAILED, CHECKOUT + problem, cause);
  }

  static AutomationException unknownCommit(String id) {
    return new AutomationException(
        Reason.GIT_OPERATION_FAILED,
        "%sunable to resolve commit object for '%s': object not found".formatted(CHECKOUT, id));
  }

  static AutomationException empty(Throwable cause) {
    return checkout(EMPTY, cause);
  }

  /** The same work for a GitRepository, of which Flux tells in other words. */
  static <T> T asSource(Supplier<T> work) {
    try {
      return work.get();
    } catch (AutomationException failure) {
      String message = String.valueOf(failure.getMessage());
      if (message.equals(CHECKOUT + EMPTY)) {
        throw new AutomationException(Reason.EMPTY_GIT_REPOSITORY, EMPTY, failure);
      }
      if (message.startsWith(CHECKOUT)) {
        throw new AutomationException(
            failure.reason(), SOURCE_CHECKOUT + message.substring(CHECKOUT.length()), failure);
      }
      throw failure;
    }
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

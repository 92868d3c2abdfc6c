package dev.freshet.engine.git.failure;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.Reason;
import dev.freshet.engine.file.DiskProblem;
import dev.freshet.engine.file.DiskShareException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.PackMismatchException;
import org.eclipse.jgit.errors.StoredObjectRepresentationNotAvailableException;
import org.eclipse.jgit.errors.UnpackException;

/** The words for what goes wrong with Git, as Flux says them. */
public final class GitFailures {
  private static final String CHECKOUT = "failed to checkout source: ";
  private static final String SOURCE_CHECKOUT = "failed to checkout and determine revision: ";
  private static final String EMPTY = "git repository is empty";
  private static final String MALFORMED = "it holds a malformed object";

  private GitFailures() {}

  public static AutomationException checkout(String problem, Throwable cause) {
    return new AutomationException(Reason.GIT_OPERATION_FAILED, CHECKOUT + problem, cause);
  }

  public static AutomationException unknownCommit(String id) {
    return new AutomationException(
        Reason.GIT_OPERATION_FAILED,
        "%sunable to resolve commit object for '%s': object not found".formatted(CHECKOUT, id));
  }

  public static AutomationException empty(Throwable cause) {
    return checkout(EMPTY, cause);
  }

  /** The same work for a GitRepository, of which Flux tells in other words. */
  public static <T> T asSource(Supplier<T> work) {
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

  public static AutomationException push(String problem) {
    return new AutomationException(
        Reason.GIT_OPERATION_FAILED,
        "failed to update source: failed to push to remote: " + problem);
  }

  /** What a namespace has takes up all of the storage that it may have. */
  public static AutomationException full(DiskShareException full) {
    return checkout(String.valueOf(full.getMessage()), full);
  }

  /** What went wrong with the local copies, without a path. */
  public static AutomationException storage(String action, Exception failure) {
    IOException cause =
        switch (failure) {
          case UncheckedIOException unchecked -> Objects.requireNonNull(unchecked.getCause());
          case IOException checked -> checked;
          default -> new IOException(MALFORMED, failure);
        };
    return checkout("%s: %s".formatted(action, DiskProblem.of(cause)), failure);
  }

  /** A failure that JGit has wrapped in one of its own. */
  public static Optional<AutomationException> refusal(Throwable failure) {
    return causes(failure)
        .filter(AutomationException.class::isInstance)
        .map(AutomationException.class::cast)
        .findFirst();
  }

  /**
   * Goes on unless this thread is interrupted: what fails then says nothing of server and files.
   *
   * @throws CancellationException when it is
   */
  public static void unlessGivenUp() {
    if (Thread.currentThread().isInterrupted()) {
      throw givenUp();
    }
  }

  public static CancellationException givenUp() {
    return new CancellationException("the work with the repository was given up");
  }

  /** Throws what is nothing but what it says, and no sign of a damaged copy. */
  public static void rethrowOwn(Exception failure) {
    switch (failure) {
      case AutomationException named -> throw named;
      case InvalidInputException named -> throw named;
      case CancellationException cancelled -> throw cancelled;
      case ReaderFailure carried -> throw carried.failure();
      default -> {}
    }
  }

  /** True when the local copy, not the server, is to blame. */
  public static boolean isDamage(Throwable failure) {
    return causes(failure)
        .anyMatch(cause ->
            cause instanceof MissingObjectException
                || cause instanceof CorruptObjectException
                || cause instanceof IncorrectObjectTypeException
                || cause instanceof PackInvalidException
                || cause instanceof PackMismatchException
                || cause instanceof UnpackException
                || cause instanceof StoredObjectRepresentationNotAvailableException);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
  }
}

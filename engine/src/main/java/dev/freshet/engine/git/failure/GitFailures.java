package dev.freshet.engine.git.failure;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.file.DiskProblem;
import dev.freshet.engine.git.failure.GitException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.PackMismatchException;
import org.eclipse.jgit.errors.StoredObjectRepresentationNotAvailableException;
import org.eclipse.jgit.errors.UnpackException;

/** Tells failures apart: which of them have a name, and whether the local copy is to blame. */
public final class GitFailures {
  private static final String MALFORMED = "it holds a malformed object";

  private GitFailures() {}

  public static GitException unknownCommit(String id) {
    return new GitException(
        Problem.UNKNOWN_REFERENCE,
        "unable to resolve commit object for '%s': object not found".formatted(id));
  }

  /** What went wrong with the local copies, without a path. */
  public static GitException storage(String action, Exception failure) {
    IOException cause =
        switch (failure) {
          case UncheckedIOException unchecked -> Objects.requireNonNull(unchecked.getCause());
          case IOException checked -> checked;
          default -> new IOException(MALFORMED, failure);
        };
    return new GitException(
        Problem.BROKEN_COPY, "%s: %s".formatted(action, DiskProblem.of(cause)), failure);
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

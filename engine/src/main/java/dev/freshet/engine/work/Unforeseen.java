package dev.freshet.engine.work;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.file.DiskProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The one place that words a failure which nobody foresaw where it was caught. It is called a
 * defect of Freshet only when no input and no disk explains it.
 */
public final class Unforeseen {
  private Unforeseen() {}

  /** The failure as one that is told under a reason; a lack of memory ends the process instead. */
  public static AutomationException of(Throwable failure) {
    OutOfMemory.endOn(failure);
    return failure instanceof AutomationException foreseen
        ? foreseen
        : new ReasonedException(
            Reason.FAILED,
            explanation(failure)
                .orElseGet(() -> "this is a defect of Freshet, please report it: " + failure),
            failure);
  }

  /** Whether nothing outside explains the failure, so that it is worth a report. */
  public static boolean isDefect(Throwable failure) {
    return !(failure instanceof AutomationException) && explanation(failure).isEmpty();
  }

  private static Optional<String> explanation(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> Optional.empty();
      case InvalidInputException refused -> Optional.of(String.valueOf(refused.getMessage()));
      case UncheckedIOException disk -> explanation(disk.getCause());
      case IOException disk -> Optional.of("read or write a file: " + DiskProblem.of(disk));
      case StackOverflowError _ ->
          Optional.of("something that was read is nested too deeply to be worked on");
      case CancellationException _ -> Optional.of("the work was given up");
      default -> Optional.empty();
    };
  }
}

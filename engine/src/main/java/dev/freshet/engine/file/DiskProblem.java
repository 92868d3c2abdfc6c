package dev.freshet.engine.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What went wrong with a file, in words and without its path: where Freshet keeps its files is for
 * the log, not for statuses.
 */
public final class DiskProblem {
  /** As the system words them; who opens a file by its old interface gets them in the message. */
  private static final List<String> SHORTAGES =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Too many open files",
          "Read-only file system",
          "Input/output error",
          "Permission denied");

  private static final int MOST_CAUSES = 20;

  private DiskProblem() {}

  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _, NotDirectoryException _ -> "a file is in its place";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case FileSystemException other -> other.getClass().getSimpleName();
      default -> message(failure);
    };
  }

  /** Whether the machine has run out of something, so that other files would fare no better. */
  public static boolean isShortage(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> SHORTAGES.stream().anyMatch(message::contains));
  }

  private static String message(IOException failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure.getClass().getSimpleName();
    }
    // With a slash it may name a path.
    return message.contains("/")
        ? SHORTAGES.stream()
            .filter(message::contains)
            .findFirst()
            .orElse(failure.getClass().getSimpleName())
        : message;
  }
}

package dev.freshet.engine.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * What went wrong with a file, in words and without its path: where Freshet keeps its files is for
 * the log, not for statuses.
 */
public final class DiskProblem {
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

  private static String message(IOException failure) {
    String message = failure.getMessage();
    // With a slash it may name a path.
    return message == null || message.contains("/") ? failure.getClass().getSimpleName() : message;
  }
}

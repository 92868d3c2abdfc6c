package dev.freshet.engine.artifact;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** The words for what goes wrong with stored artifacts; never the storage's own place. */
final class StorageFailures {
  private StorageFailures() {}

  static AutomationException of(Reason reason, String action, IOException cause) {
    return new AutomationException(reason, action + ": " + describe(cause), cause);
  }

  /** A file system names the file, whose place is nobody's business. */
  static String describe(IOException failure) {
    if (failure instanceof FileSystemException system) {
      String reason = system.getReason();
      return reason == null ? failure.getClass().getSimpleName() : reason;
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}

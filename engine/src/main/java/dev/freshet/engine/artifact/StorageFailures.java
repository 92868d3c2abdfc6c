package dev.freshet.engine.artifact;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import dev.freshet.engine.file.DiskProblem;
import java.io.IOException;

/** The words for what goes wrong with stored artifacts; never the storage's own place. */
final class StorageFailures {
  private StorageFailures() {}

  static AutomationException of(Reason reason, String action, IOException cause) {
    return new AutomationException(reason, action + ": " + DiskProblem.of(cause), cause);
  }
}

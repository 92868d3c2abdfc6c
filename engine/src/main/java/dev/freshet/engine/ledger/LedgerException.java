package dev.freshet.engine.ledger;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.file.DiskProblem;
import java.io.IOException;

/** The tags of an ImageRepository could not be kept, or read. The message names no path. */
public final class LedgerException extends AutomationException {
  LedgerException(String action, IOException cause) {
    super(action + DiskProblem.of(cause), cause);
  }
}

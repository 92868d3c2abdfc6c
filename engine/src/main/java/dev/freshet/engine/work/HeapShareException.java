package dev.freshet.engine.work;

import dev.freshet.core.AutomationException;

/** There is not as much memory for lists of tags. */
public final class HeapShareException extends AutomationException {
  HeapShareException(String message) {
    super(message, null);
  }
}

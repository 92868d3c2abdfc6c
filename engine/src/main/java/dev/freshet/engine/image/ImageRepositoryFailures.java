package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.ledger.LedgerException;
import dev.freshet.engine.registry.host.RegistryException;

/** What fails in the run of an ImageRepository, under Flux's reasons and in its words. */
final class ImageRepositoryFailures {
  private ImageRepositoryFailures() {}

  static AutomationException listing(RegistryException cause) {
    return switch (cause.failure()) {
      case UNUSABLE_ACCESS ->
          new ReasonedException(Reason.AUTHENTICATION_FAILED, words(cause), cause);
      case NO_ANSWER -> scan(cause);
    };
  }

  static AutomationException recording(LedgerException cause) {
    return scan(cause);
  }

  static AutomationException deciding(LedgerException cause) {
    return ledger("failed to determine if it's scan time: ", cause);
  }

  static AutomationException forgetting(LedgerException cause) {
    return ledger("", cause);
  }

  /** What the registry's failure says, wherever it is told. */
  static String words(RegistryException cause) {
    return switch (cause.failure()) {
      case UNUSABLE_ACCESS -> "failed to configure authentication options: " + cause.getMessage();
      case NO_ANSWER -> String.valueOf(cause.getMessage());
    };
  }

  private static AutomationException scan(AutomationException cause) {
    return new ReasonedException(
        Reason.READ_OPERATION_FAILED, "scan failed: " + cause.getMessage(), cause);
  }

  private static AutomationException ledger(String words, LedgerException cause) {
    return new ReasonedException(Reason.FAILURE, words + cause.getMessage(), cause);
  }
}

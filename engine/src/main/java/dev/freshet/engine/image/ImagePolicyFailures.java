package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.ledger.LedgerException;
import dev.freshet.engine.work.HeapShareException;

/** What fails in the run of an ImagePolicy, under Flux's reasons and in its words. */
final class ImagePolicyFailures {
  private ImagePolicyFailures() {}

  static AutomationException reading(LedgerException cause) {
    return reading(Reason.FAILURE, cause);
  }

  static AutomationException reading(HeapShareException cause) {
    return reading(Reason.READ_OPERATION_FAILED, cause);
  }

  private static AutomationException reading(Reason reason, AutomationException cause) {
    return new ReasonedException(
        reason, "failed to read tags from database: " + cause.getMessage(), cause);
  }

  static AutomationException digest(String ref, String problem) {
    return new ReasonedException(
        Reason.FAILED, "failed fetching digest of %s: %s".formatted(ref, problem));
  }

  static AutomationException descriptor(String ref, String problem) {
    return digest(ref, "failed fetching descriptor for \"%s\": %s".formatted(ref, problem));
  }
}

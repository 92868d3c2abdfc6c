package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.engine.registry.host.RegistryException.Failure;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final RegistryException unanswered =
      new RegistryException(Failure.NO_ANSWER, "GET https://a/v2/: no such host: a", null);
  private final RegistryException unusable =
      new RegistryException(Failure.UNUSABLE_ACCESS, "no certificate in the PEM text", null);

  @Test
  void tellOfARegistryThatGivesNoAnswerAsAFailedScan() {
    assertTold(
        ImageRepositoryFailures.listing(unanswered),
        Reason.READ_OPERATION_FAILED,
        "scan failed: GET https://a/v2/: no such host: a");
  }

  @Test
  void tellOfAnUnusableAccessAsAFailedAuthentication() {
    assertTold(
        ImageRepositoryFailures.listing(unusable),
        Reason.AUTHENTICATION_FAILED,
        "failed to configure authentication options: no certificate in the PEM text");
  }

  @Test
  void tellOfADigestThatCannotBeFetchedInFluxesWords() {
    assertTold(
        ImagePolicyFailures.descriptor("a/b:1", ImageRepositoryFailures.words(unusable)),
        Reason.FAILED,
        "failed fetching digest of a/b:1: failed fetching descriptor for \"a/b:1\": failed to"
            + " configure authentication options: no certificate in the PEM text");
  }

  private static void assertTold(AutomationException told, Reason reason, String message) {
    assertThat(told).hasMessage(message);
    assertThat(ReasonedException.reasonOf(told)).isEqualTo(reason);
  }
}

package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateFailuresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNREACHABLE | GIT_OPERATION_FAILED | failed to checkout source: why",
        "UNKNOWN_REFERENCE | GIT_OPERATION_FAILED | failed to checkout source: why",
        "EMPTY_REPOSITORY | GIT_OPERATION_FAILED | failed to checkout source: why",
        "BROKEN_COPY | GIT_OPERATION_FAILED | failed to checkout source: why",
        "TOO_LARGE | GIT_OPERATION_FAILED | failed to checkout source: why",
        "NO_SUCH_PATH | UPDATE_FAILED" + " | failed to apply policies: walking path for files: why",
        "UNWRITABLE | GIT_OPERATION_FAILED | failed to update source: why",
        "PUSH_REFUSED | GIT_OPERATION_FAILED"
            + " | failed to update source: failed to push to remote: why",
        "PUSH_OVERTAKEN | GIT_OPERATION_FAILED"
            + " | failed to update source: failed to push to remote: why",
      })
  void saysWhatWasDoneUnderFluxsReason(Problem problem, Reason reason, String message) {
    AutomationException told = UpdateFailures.of(new GitException(problem, "why"));

    assertThat(ReasonedException.reasonOf(told)).isEqualTo(reason);
    assertThat(told).hasMessage(message);
  }
}

package dev.freshet.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import dev.freshet.engine.work.Unforeseen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFailuresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EMPTY_REPOSITORY | EMPTY_GIT_REPOSITORY | why",
        "UNREACHABLE | GIT_OPERATION_FAILED | failed to checkout and determine revision: why",
        "UNKNOWN_REFERENCE | GIT_OPERATION_FAILED"
            + " | failed to checkout and determine revision: why",
        "BROKEN_COPY | GIT_OPERATION_FAILED | failed to checkout and determine revision: why",
        "TOO_LARGE | GIT_OPERATION_FAILED | failed to checkout and determine revision: why",
      })
  void saysWhatWasDoneUnderFluxsReason(Problem problem, Reason reason, String message) {
    AutomationException told = SourceFailures.of(new GitException(problem, "why"));

    assertThat(ReasonedException.reasonOf(told)).isEqualTo(reason);
    assertThat(told).hasMessage(message);
  }

  @Test
  void saysOfAnotherActionOnGitWhatFailedAndNotThatItIsADefect() {
    var failure = new GitException(Problem.BROKEN_COPY, "why");

    assertThat(Unforeseen.isDefect(failure)).isFalse();
    assertThat(Unforeseen.of(failure)).hasMessage("why");
  }
}

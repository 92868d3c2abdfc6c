package dev.freshet.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.artifact.ArtifactException;
import dev.freshet.engine.artifact.ArtifactException.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactFailuresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TAKE_SPARSE | GIT_OPERATION_FAILED | failed to sparse checkout directories : why",
        "TAKE | GIT_OPERATION_FAILED | failed to checkout and determine revision: why",
        "INCLUDE | COPY_FAILURE | failed to copy why",
        "READ_IGNORE_RULES | SOURCE_IGNORE_ERROR"
            + " | failed to load source ignore patterns from repository: why",
        "MAKE_FOLDER | DIRECTORY_CREATION_FAILED | failed to create artifact directory: why",
        "ARCHIVE | ARCHIVE_OPERATION_FAILED | unable to archive artifact to storage: why",
        "REMOVE_DAMAGED | FAILED | failed to remove artifact after digest mismatch: why",
        "COLLECT_GARBAGE | GARBAGE_COLLECTION_FAILED | garbage collection of artifacts failed: why",
        "COLLECT_DELETED | GARBAGE_COLLECTION_FAILED"
            + " | garbage collection for deleted resource failed: why",
        "CLOSE_INCLUDED | FAILED | why"
      })
  void areToldUnderFluxesReasonsAndInItsWords(Step step, Reason reason, String message) {
    AutomationException told = ArtifactFailures.told(new ArtifactException(step, "why"));

    assertThat(told).hasMessage(message);
    assertThat(ReasonedException.reasonOf(told)).isEqualTo(reason);
  }
}

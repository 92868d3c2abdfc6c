package dev.freshet.engine.source;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.artifact.ArtifactException;

/** What fails with the artifact of a GitRepository, under Flux's reasons and in its words. */
final class ArtifactFailures {
  private ArtifactFailures() {}

  static AutomationException told(ArtifactException failure) {
    return switch (failure.step()) {
      // The space is Flux's.
      case TAKE_SPARSE ->
          told(Reason.GIT_OPERATION_FAILED, "failed to sparse checkout directories : ", failure);
      case TAKE ->
          told(Reason.GIT_OPERATION_FAILED, "failed to checkout and determine revision: ", failure);
      case INCLUDE -> told(Reason.COPY_FAILURE, "failed to copy ", failure);
      case READ_IGNORE_RULES ->
          told(
              Reason.SOURCE_IGNORE_ERROR,
              "failed to load source ignore patterns from repository: ",
              failure);
      case MAKE_FOLDER ->
          told(Reason.DIRECTORY_CREATION_FAILED, "failed to create artifact directory: ", failure);
      case ARCHIVE ->
          told(Reason.ARCHIVE_OPERATION_FAILED, "unable to archive artifact to storage: ", failure);
      case REMOVE_DAMAGED ->
          told(Reason.FAILED, "failed to remove artifact after digest mismatch: ", failure);
      case COLLECT_GARBAGE ->
          told(
              Reason.GARBAGE_COLLECTION_FAILED,
              "garbage collection of artifacts failed: ",
              failure);
      case COLLECT_DELETED ->
          told(
              Reason.GARBAGE_COLLECTION_FAILED,
              "garbage collection for deleted resource failed: ",
              failure);
      case MEASURE, CLOSE_INCLUDED -> told(Reason.FAILED, "", failure);
    };
  }

  private static AutomationException told(Reason reason, String words, ArtifactException failure) {
    return new ReasonedException(reason, words + failure.getMessage(), failure);
  }
}

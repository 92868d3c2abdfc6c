package dev.freshet.api.condition;

/**
 * Why an object is in the state it is in; {@link #text()} is the condition reason users see, word
 * for word Flux's.
 */
public enum Reason {
  SUCCEEDED("Succeeded", Retry.NEVER),
  PROGRESSING("Progressing", Retry.NEVER),
  FAILED("Failed", Retry.BACKOFF),
  FAILURE("Failure", Retry.BACKOFF),
  /** Not Flux's, which ends with such an object again and again. */
  OUT_OF_MEMORY("OutOfMemory", Retry.NEVER),
  DEADLINE_EXCEEDED("DeadlineExceeded", Retry.BACKOFF),
  IMAGE_URL_INVALID("ImageURLInvalid", Retry.NEVER),
  AUTHENTICATION_FAILED("AuthenticationFailed", Retry.BACKOFF),
  READ_OPERATION_FAILED("ReadOperationFailed", Retry.BACKOFF),
  DEPENDENCY_NOT_READY("DependencyNotReady", Retry.BACKOFF),
  ACCESS_DENIED("AccessDenied", Retry.BACKOFF),
  SOURCE_ACCESS_DENIED("AccessDenied", Retry.NEVER),
  FEATURE_GATE_DISABLED("FeatureGateDisabled", Retry.NEVER),
  INVALID_SPEC("InvalidSpec", Retry.NEVER),
  INVALID_POLICY("InvalidPolicy", Retry.NEVER),
  INTERVAL_NOT_CONFIGURED("IntervalNotConfigured", Retry.NEVER),
  INVALID_POLICY_SELECTOR("InvalidPolicySelector", Retry.NEVER),
  INVALID_SOURCE_CONFIGURATION("InvalidSourceConfiguration", Retry.NEVER),
  SOURCE_MANAGER_FAILED("SourceManagerFailed", Retry.BACKOFF),
  GIT_OPERATION_FAILED("GitOperationFailed", Retry.BACKOFF),
  URL_INVALID("URLInvalid", Retry.NEVER),
  PROVIDER_WITHOUT_SECRET("InvalidProviderConfiguration", Retry.NEVER),
  INVALID_PROVIDER_CONFIGURATION("InvalidProviderConfiguration", Retry.BACKOFF),
  INVALID_VERIFICATION_MODE("InvalidVerificationMode", Retry.NEVER),
  EMPTY_GIT_REPOSITORY("EmptyGitRepository", Retry.BACKOFF),
  GIT_OPERATION_SUCCEEDED("GitOperationSucceeded", Retry.NEVER),
  NOT_FOUND("NotFound", Retry.BACKOFF),
  NO_ARTIFACT("NoArtifact", Retry.BACKOFF),
  INCLUDE_CHANGE("IncludeChange", Retry.NEVER),
  NEW_REVISION("NewRevision", Retry.NEVER),
  NEW_ARTIFACT("NewArtifact", Retry.NEVER),
  ARTIFACT_UP_TO_DATE("ArtifactUpToDate", Retry.NEVER),
  ARTIFACT_VERIFICATION_FAILED("ArtifactVerificationFailed", Retry.BACKOFF),
  DIRECTORY_CREATION_FAILED("DirectoryCreationFailed", Retry.BACKOFF),
  COPY_FAILURE("CopyFailure", Retry.BACKOFF),
  SOURCE_IGNORE_ERROR("SourceIgnoreError", Retry.BACKOFF),
  ARCHIVE_OPERATION_FAILED("ArchiveOperationFailed", Retry.BACKOFF),
  GARBAGE_COLLECTION_FAILED("GarbageCollectionFailed", Retry.BACKOFF),
  GARBAGE_COLLECTION_SUCCEEDED("GarbageCollectionSucceeded", Retry.NEVER),
  INVALID_UPDATE_STRATEGY("InvalidUpdateStrategy", Retry.NEVER),
  MARKER_IGNORED("MarkerIgnored", Retry.NEVER),
  UPDATE_FAILED("UpdateFailed", Retry.BACKOFF);

  private enum Retry {
    NEVER,
    BACKOFF
  }

  private final String text;
  private final Retry retry;

  Reason(String text, Retry retry) {
    this.text = text;
    this.retry = retry;
  }

  public String text() {
    return text;
  }

  /** False when only a change of the object can help, which Flux calls stalled. */
  public boolean retryable() {
    return retry == Retry.BACKOFF;
  }
}

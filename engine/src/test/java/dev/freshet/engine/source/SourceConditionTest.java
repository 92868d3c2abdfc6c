package dev.freshet.engine.source;

import static dev.freshet.api.condition.ConditionStatus.FALSE;
import static dev.freshet.api.condition.ConditionStatus.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.Reason;
import dev.freshet.engine.reconcile.RunConditions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceConditionTest {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant NOW = THEN.plusSeconds(60);
  private static final RunConditions NONE = RunConditions.begin(Conditions.NONE, 2);
  private static final RunConditions STORED =
      NONE.with(SourceCondition.ARTIFACT_IN_STORAGE.type(), TRUE, Reason.SUCCEEDED, "stored", NOW);

  @Test
  void isReadyWhenTheArtifactIsStored() {
    assertThat(texts(SourceCondition.ended(STORED.succeeded(), NOW)))
        .containsExactly("Ready True Succeeded stored", "ArtifactInStorage True Succeeded stored");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "STORAGE_OPERATION_FAILED",
        "FETCH_FAILED",
        "INCLUDE_UNAVAILABLE",
        "ARTIFACT_OUTDATED"
      })
  void isNotReadyWhileAnythingIsWrong(SourceCondition wrong) {
    Conditions after = retried(STORED.with(wrong.type(), TRUE, Reason.FAILED, "wrong", NOW));

    assertThat(texts(after)).contains("Ready False Failed wrong");
  }

  @Test
  void repeatsTheFirstOfSeveralFailures() {
    Conditions after =
        retried(
            STORED
                .with(
                    SourceCondition.ARTIFACT_OUTDATED.type(),
                    TRUE,
                    Reason.NEW_REVISION,
                    "newer",
                    NOW)
                .with(
                    SourceCondition.STORAGE_OPERATION_FAILED.type(),
                    TRUE,
                    Reason.COPY_FAILURE,
                    "full",
                    NOW));

    assertThat(texts(after)).contains("Ready False CopyFailure full");
  }

  @Test
  void repeatsAFailedVerificationBeforeAll() {
    Conditions after =
        retried(
            STORED
                .with(
                    SourceCondition.FETCH_FAILED.type(),
                    TRUE,
                    Reason.GIT_OPERATION_FAILED,
                    "gone",
                    NOW)
                .with(
                    SourceCondition.SOURCE_VERIFIED.type(),
                    FALSE,
                    Reason.INVALID_VERIFICATION_MODE,
                    "unsigned",
                    NOW));

    assertThat(texts(after)).contains("Ready False InvalidVerificationMode unsigned");
  }

  @Test
  void forgetsAFailedVerificationButNotOneThatSucceeded() {
    RunConditions verified =
        NONE.with(SourceCondition.SOURCE_VERIFIED.type(), TRUE, Reason.SUCCEEDED, "signed", NOW);
    RunConditions failed =
        NONE.with(SourceCondition.SOURCE_VERIFIED.type(), FALSE, Reason.FAILED, "unsigned", NOW);

    assertThat(texts(SourceCondition.withoutFailedVerification(verified).now())).hasSize(1);
    assertThat(texts(SourceCondition.withoutFailedVerification(failed).now())).isEmpty();
  }

  @Test
  void keepsSayingWhatItWasDoingWhenItTriesAgain() {
    Conditions after =
        retried(
            STORED
                .undecided("building artifact", NOW)
                .with(
                    SourceCondition.FETCH_FAILED.type(),
                    TRUE,
                    Reason.GIT_OPERATION_FAILED,
                    "gone",
                    NOW));

    assertThat(texts(after))
        .containsExactly(
            "Reconciling True ProgressingWithRetry building artifact",
            "Ready False GitOperationFailed gone",
            "ArtifactInStorage True Succeeded stored",
            "FetchFailed True GitOperationFailed gone");
  }

  @Test
  void stallsAloneUntilItBuildsAgain() {
    Conditions stalled =
        SourceCondition.ended(
            STORED.undecided("building artifact", THEN).failed(Reason.URL_INVALID, "no url", NOW),
            NOW);

    assertThat(texts(stalled))
        .containsExactly(
            "Stalled True URLInvalid no url",
            "Ready False URLInvalid no url",
            "ArtifactInStorage True Succeeded stored");
    assertThat(texts(RunConditions.begin(stalled, 3).undecided("again", NOW).now()))
        .noneMatch(text -> text.startsWith("Stalled"));
  }

  @Test
  void keepsTheTimeOfWhatEndsAsItWas() {
    Conditions before =
        SourceCondition.ended(
            NONE.with(
                    SourceCondition.ARTIFACT_IN_STORAGE.type(),
                    TRUE,
                    Reason.SUCCEEDED,
                    "stored",
                    THEN)
                .succeeded(),
            THEN);

    Conditions after =
        SourceCondition.ended(
            RunConditions.begin(before, 3)
                .undecided("building artifact", NOW)
                .with(
                    SourceCondition.ARTIFACT_IN_STORAGE.type(),
                    TRUE,
                    Reason.SUCCEEDED,
                    "stored",
                    NOW)
                .succeeded(),
            NOW);

    assertThat(after.list())
        .allSatisfy(condition -> {
          assertThat(condition.lastTransitionTime()).isEqualTo(THEN);
          assertThat(condition.observedGeneration()).isEqualTo(3);
        });
  }

  private static Conditions retried(RunConditions run) {
    return SourceCondition.ended(run.failed(Reason.FAILED, "of no account", NOW), NOW);
  }

  private static List<String> texts(Conditions conditions) {
    return conditions.list().stream()
        .map((Condition condition) ->
            "%s %s %s %s"
                .formatted(
                    condition.type(),
                    condition.status().text(),
                    condition.reason(),
                    condition.message()))
        .toList();
  }
}

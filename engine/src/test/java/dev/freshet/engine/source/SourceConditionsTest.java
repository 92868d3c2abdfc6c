package dev.freshet.engine.source;

import static dev.freshet.api.condition.ConditionStatus.FALSE;
import static dev.freshet.api.condition.ConditionStatus.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.Conditions;
import dev.freshet.core.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceConditionsTest {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant NOW = THEN.plusSeconds(60);
  private static final SourceConditions NONE =
      new SourceConditions(Conditions.NONE, Conditions.NONE, 2);
  private static final SourceConditions STORED =
      NONE.with(SourceCondition.ARTIFACT_IN_STORAGE, TRUE, Reason.SUCCEEDED, "stored", NOW);

  @Test
  void isReadyWhenTheArtifactIsStored() {
    assertThat(texts(STORED.succeeded(NOW)))
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
    Conditions after = STORED.with(wrong, TRUE, Reason.FAILED, "wrong", NOW).retried(NOW);

    assertThat(texts(after)).contains("Ready False Failed wrong");
  }

  @Test
  void repeatsTheFirstOfSeveralFailures() {
    Conditions after =
        STORED
            .with(SourceCondition.ARTIFACT_OUTDATED, TRUE, Reason.NEW_REVISION, "newer", NOW)
            .with(SourceCondition.STORAGE_OPERATION_FAILED, TRUE, Reason.COPY_FAILURE, "full", NOW)
            .retried(NOW);

    assertThat(texts(after)).contains("Ready False CopyFailure full");
  }

  @Test
  void repeatsAFailedVerificationBeforeAll() {
    Conditions after =
        STORED
            .with(SourceCondition.FETCH_FAILED, TRUE, Reason.GIT_OPERATION_FAILED, "gone", NOW)
            .with(
                SourceCondition.SOURCE_VERIFIED,
                FALSE,
                Reason.INVALID_VERIFICATION_MODE,
                "unsigned",
                NOW)
            .retried(NOW);

    assertThat(texts(after)).contains("Ready False InvalidVerificationMode unsigned");
  }

  @Test
  void forgetsAFailedVerificationButNotOneThatSucceeded() {
    SourceConditions verified =
        NONE.with(SourceCondition.SOURCE_VERIFIED, TRUE, Reason.SUCCEEDED, "signed", NOW);
    SourceConditions failed =
        NONE.with(SourceCondition.SOURCE_VERIFIED, FALSE, Reason.FAILED, "unsigned", NOW);

    assertThat(texts(verified.withoutFailedVerification().now())).hasSize(1);
    assertThat(texts(failed.withoutFailedVerification().now())).isEmpty();
  }

  @Test
  void keepsSayingWhatItWasDoingWhenItTriesAgain() {
    Conditions after =
        STORED
            .building("building artifact", NOW)
            .with(SourceCondition.FETCH_FAILED, TRUE, Reason.GIT_OPERATION_FAILED, "gone", NOW)
            .retried(NOW);

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
        STORED.building("building artifact", THEN).stalled(Reason.URL_INVALID, "no url", NOW);

    assertThat(texts(stalled))
        .containsExactly(
            "Stalled True URLInvalid no url",
            "Ready False URLInvalid no url",
            "ArtifactInStorage True Succeeded stored");
    assertThat(texts(new SourceConditions(stalled, stalled, 3).building("again", NOW).now()))
        .noneMatch(text -> text.startsWith("Stalled"));
  }

  @Test
  void keepsTheTimeOfWhatEndsAsItWas() {
    Conditions before =
        NONE.with(SourceCondition.ARTIFACT_IN_STORAGE, TRUE, Reason.SUCCEEDED, "stored", THEN)
            .succeeded(THEN);

    Conditions after =
        new SourceConditions(before, before, 3)
            .building("building artifact", NOW)
            .with(SourceCondition.ARTIFACT_IN_STORAGE, TRUE, Reason.SUCCEEDED, "stored", NOW)
            .succeeded(NOW);

    assertThat(after.list())
        .allSatisfy(condition -> {
          assertThat(condition.lastTransitionTime()).isEqualTo(THEN);
          assertThat(condition.observedGeneration()).isEqualTo(3);
        });
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

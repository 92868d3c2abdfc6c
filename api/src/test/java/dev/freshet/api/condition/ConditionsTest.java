package dev.freshet.api.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = THEN.plusSeconds(60);

  @Test
  void keepsTheTimeWhileNothingIsSaidAnew() {
    Conditions conditions =
        Conditions.NONE.with(ready("same", THEN, 1)).with(ready("same", NOW, 2));

    assertThat(conditions.list()).containsExactly(ready("same", THEN, 2));
  }

  @Test
  void movesTheTimeWhenTheMessageChanges() {
    Conditions conditions = Conditions.NONE.with(ready("old", THEN, 1)).with(ready("new", NOW, 1));

    assertThat(conditions.list()).containsExactly(ready("new", NOW, 1));
  }

  @Test
  void ordersStalledReconcilingReadyAndTheRest() {
    Conditions conditions =
        Conditions.NONE
            .with(of("Verified"))
            .with(of("Archived"))
            .with(of(Condition.READY))
            .with(of(Condition.RECONCILING))
            .with(of(Condition.STALLED));

    assertThat(conditions.list())
        .extracting(Condition::type)
        .containsExactly("Stalled", "Reconciling", "Ready", "Archived", "Verified");
    assertThat(conditions.without("Stalled").find("Stalled")).isEmpty();
    assertThat(conditions.isTrue("Ready")).isTrue();
    assertThat(conditions.isTrue("Healthy")).isFalse();
  }

  @Test
  void cutsAMessageBetweenCharacters() {
    String message = ready("é".repeat(20_000), NOW, 1).message();

    assertThat(message).matches("é+\\.\\.\\.");
    assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(32_766, 32_768);
    assertThat(ready("x".repeat(32_768), NOW, 1).message()).doesNotEndWith("...");
  }

  private static Condition of(String type) {
    return new Condition(type, ConditionStatus.TRUE, "Reason", "", NOW, 1);
  }

  private static Condition ready(String message, Instant time, long generation) {
    return new Condition(
        Condition.READY, ConditionStatus.TRUE, "Succeeded", message, time, generation);
  }
}

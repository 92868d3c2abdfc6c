package dev.freshet.operator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.object.States;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiRetryPolicyTest {
  private static final Answer AWAY = new Answer.Unavailable("starting", Duration.ZERO);

  private final AtomicInteger asked = new AtomicInteger();

  static List<Answer> answers() {
    return List.of(
        new Answer.Done(States.json("{}")),
        new Answer.Missing(),
        new Answer.Conflict("other"),
        new Answer.Refused("no", States.json("{}")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void takesAnyAnswerOfAnApiServerThatIsThere(Answer answer) {
    assertThat(ApiRetryPolicy.OF_A_WRITE.ask(() -> answer)).isSameAs(answer);
  }

  @Test
  void asksAgainWhileTheApiServerIsAway() {
    Answer answer =
        ApiRetryPolicy.OF_A_WRITE.ask(
            () -> asked.incrementAndGet() < 3 ? AWAY : new Answer.Missing());

    assertThat(answer).isInstanceOf(Answer.Missing.class);
    assertThat(asked).hasValue(3);
  }

  @Test
  void givesUpWithTheLastAnswer() {
    assertThat(new ApiRetryPolicy(Duration.ofMillis(500)).ask(this::away)).isSameAs(AWAY);
    assertThat(asked).hasValueBetween(2, 5);
  }

  @Test
  void doesNotWaitForWhatIsNotWorthWaitingFor() {
    assertThat(ApiRetryPolicy.NONE.ask(this::away)).isSameAs(AWAY);
    assertThat(asked).hasValue(1);
  }

  @Test
  void givesUpAtOnceWhenToldToComeBackTooLate() {
    Answer.Unavailable later = new Answer.Unavailable("busy", Duration.ofHours(1));

    assertThat(ApiRetryPolicy.OF_A_LOOK.ask(() -> later)).isSameAs(later);
  }

  private Answer away() {
    asked.incrementAndGet();
    return AWAY;
  }
}

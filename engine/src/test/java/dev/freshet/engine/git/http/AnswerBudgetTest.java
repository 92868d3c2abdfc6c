package dev.freshet.engine.git.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnswerBudgetTest {
  private static final long MIB = 1L << 20;

  private final AnswerBudget budget = new AnswerBudget();

  @Test
  void endsAnAnswerThatIsTooLarge() throws AnswerException {
    AnswerBudget.Share share = budget.share();
    share.take(AnswerBudget.MOST);

    assertThatThrownBy(() -> share.take(1))
        .hasMessage("the server's answer is larger than 16 MiB, packs aside");
  }

  @Test
  void endsWhatAllAnswersTogetherMakeTooLarge() throws AnswerException {
    for (int i = 0; i < 2; i++) {
      budget.share().take(AnswerBudget.MOST);
    }
    AnswerBudget.Share third = budget.share();

    assertThatThrownBy(() -> third.take(4 * MIB))
        .hasMessageContaining(
            "all answers of Git servers that are read now are larger than 32 MiB");
  }

  @Test
  void letsASmallAnswerPassHoweverMuchOthersTake() throws AnswerException {
    budget.share().take(AnswerBudget.MOST);
    budget.share().take(AnswerBudget.MOST);

    assertThatCode(() -> budget.share().take(MIB)).doesNotThrowAnyException();
  }

  @Test
  void givesBackWhatWasReadAlsoOfAnAnswerThatWasTooLarge() throws AnswerException {
    for (int i = 0; i < 100; i++) {
      AnswerBudget.Share share = budget.share();
      assertThatThrownBy(() -> share.take(2 * AnswerBudget.MOST))
          .isInstanceOf(AnswerException.class);
      share.release();
    }

    assertThatCode(() -> budget.share().take(AnswerBudget.MOST)).doesNotThrowAnyException();
  }
}

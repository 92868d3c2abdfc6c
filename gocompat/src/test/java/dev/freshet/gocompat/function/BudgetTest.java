package dev.freshet.gocompat.function;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.gocompat.GoErrorException;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void givesAsManyStepsAsThereAre() {
    Budget budget = new Budget(10, 100, () -> false);

    assertThatCode(() -> budget.steps(100)).doesNotThrowAnyException();
    assertThatThrownBy(budget::step)
        .isInstanceOf(GoErrorException.class)
        .hasMessage("template takes more than 100 steps");
  }

  @Test
  void doesNotOverflow() {
    Budget budget = new Budget(10, 100, () -> false);
    budget.steps(50);

    assertThatThrownBy(() -> budget.steps(Long.MAX_VALUE)).isInstanceOf(GoErrorException.class);
    assertThatThrownBy(() -> budget.text(Long.MAX_VALUE)).isInstanceOf(GoErrorException.class);
  }

  @Test
  void boundsOneStringAndAllTogether() {
    Budget budget = new Budget(10, 100, () -> false);

    assertThatThrownBy(() -> budget.text(11)).hasMessage("string is longer than 10 bytes");
    for (int i = 0; i < 32; i++) {
      budget.text(10);
    }
    assertThatThrownBy(() -> budget.text(1)).hasMessage("template makes too much text");
  }

  @Test
  void looksAtTheClockNowAndThen() {
    Budget budget = new Budget(10, 1_000_000, () -> true);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                budget.step();
              }
            })
        .hasMessage("template takes too long");
  }
}

package dev.freshet.gocompat.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions that ask for the time or for chance get both from the limits. */
class EnvironmentTest {

  private static String render(String template) {
    return Template.parse("t", template).execute(TemplateValues.all(), TemplateValues.limits());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "{{ ago (toDate `2006-01-02` `2026-01-02`) }} => 3h4m5s",
        "{{ ago (toDate `2006-01-02` `2026-01-03`) }} => -20h55m55s",
        "{{ ago 1767323045 }} => 0s",
        "{{ ago `x` }} => 0s",
        "{{ durationRound (toDate `2006-01-02` `2025-11-02`) }} => 2mo",
      })
  void tellsTheTimeOfItsClock(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @Test
  void repeatsItselfForTheSameSeed() {
    String template = "{{ randInt 1 1000000 }} {{ shuffle `abcdefgh` }}";

    assertThat(render(template)).isEqualTo(render(template));
  }

  @Test
  void keepsRandomNumbersInTheirRange() {
    assertThat(render("{{ range until 100 }}{{ randInt 3 5 }}{{ end }}")).matches("[34]{100}");
  }

  @Test
  void shufflesWithoutLosingACharacter() {
    assertThat(render("{{ shuffle `aébc☺` | splitList `` | sortAlpha | join `` }}"))
        .isEqualTo("abcé☺");
  }
}

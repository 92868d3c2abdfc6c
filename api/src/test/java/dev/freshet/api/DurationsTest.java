package dev.freshet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "1m, 1m0s",
    "1m0s, 1m0s",
    "60s, 1m0s",
    "1h, 1h0m0s",
    "1h30m, 1h30m0s",
    "100h0.5s, 100h0m0.5s",
    "1.5s, 1.5s",
    "0.1ms, 100µs",
    "1500ms, 1.5s",
    "250ms, 250ms",
    "1.25ms, 1.25ms",
    "0.000001ms, 1ns",
    "0s, 0s",
    "1s1s1m, 1m2s",
    "0.0000000001s, 0s",
    "2540400h10m10s, 2540400h10m10s",
  })
  void readsAndPrintsAsGoDoes(String text, String printed) {
    assertThat(Durations.format(Durations.parse(text))).isEqualTo(printed);
    assertThat(Durations.parse(Durations.format(Duration.ofSeconds(90)))).hasSeconds(90);
  }

  @Test
  void readsLongSums() {
    assertThat(Durations.parse("1ms".repeat(100_000))).hasSeconds(100);
  }

  @Timeout(10)
  @Test
  void readsTextsOfAMillionCharactersSoon() {
    String many = "9".repeat(1_000_000);

    assertThat(Durations.parse("0".repeat(1_000_000) + "1s")).hasSeconds(1);
    assertThat(Durations.parse("1." + "0".repeat(1_000_000) + "s")).hasSeconds(1);
    assertThat(Durations.parse("0." + many + "s")).hasNanos(999_999_999);
    for (String text :
        new String[] {
          many, many + "h", "1h".repeat(3_000_000), "1.".repeat(500_000), many + ".1m"
        }) {
      assertThatThrownBy(() -> Durations.parse(text))
          .isInstanceOf(InvalidInputException.class)
          .satisfies(
              refused -> assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(512));
    }
  }

  @Test
  void printsNegativeDurations() {
    assertThat(Durations.format(Duration.ofMillis(-90_500))).isEqualTo("-1m30.5s");
    assertThat(Durations.format(Duration.ofMillis(-5))).isEqualTo("-5ms");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "0",
        "m",
        "-1m",
        "+1m",
        "1d",
        "1us",
        "1ns",
        "1 m",
        ".5s",
        "1.s",
        "1m ",
        "1M",
        "١s",
        "1e3s",
        "2562048h"
      })
  void refusesWhatTheSchemaRefuses(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("invalid duration \"" + text + "\"");
  }
}

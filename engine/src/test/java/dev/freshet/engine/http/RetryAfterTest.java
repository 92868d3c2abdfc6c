package dev.freshet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final String NOW = "Thu, 01 Jan 2026 00:00:00 GMT";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 7",
        "0 | 0",
        "999999999 | 999999999",
        "Thu, 01 Jan 2026 00:00:05 GMT | 5",
        "Wed, 31 Dec 2025 23:00:00 GMT | 0"
      })
  void isANumberOfSecondsOrADateOfTheServersClock(String text, long seconds) {
    assertThat(RetryAfter.parse(text, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "1000000000", "\u0661", "Thu, 01 Jan", "[long]"})
  void isNoWishWhenNobodyCanReadIt(String text) {
    assertThat(RetryAfter.parse(text.replace("[long]", "Thu".repeat(1000)), NOW)).isEmpty();
  }

  @Test
  void isNoWishWhenTheServerDoesNotSayWhatTimeItIs() {
    assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:00:05 GMT", "")).isEmpty();
  }
}

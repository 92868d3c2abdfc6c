package dev.freshet.gocompat.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "*.yaml, app.yaml",
    "app-?, app-1",
    "[a-c]x, bx",
    "[^a-c]x, dx",
    "\\*, *",
    "[\\]]*, ]end",
    "?, é",
    "**, anything",
  })
  void matches(String pattern, String name) {
    assertThat(Glob.of(pattern).matches(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*.yaml, app.yml",
    "app-?, app-10",
    "[a-c]x, dx",
    "[!a]x, bx",
    "'{a,b}', a",
    "a, A",
  })
  void passesOver(String pattern, String name) {
    assertThat(Glob.of(pattern).matches(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"[", "[]a]", "[a-", "[-a]", "a\\", "[a"})
  void takesAMalformedPatternToMatchNothing(String pattern) {
    assertThat(Glob.of(pattern).matches(pattern)).isFalse();
  }

  @Test
  void doesNotTakeExponentialTime() {
    Glob glob = Glob.of("*a".repeat(50) + "b");

    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(glob.matches("a".repeat(10_000))).isFalse());
  }

  @Timeout(10)
  @ParameterizedTest
  @ValueSource(
      strings = {"a*", "*a*b", "?*", "[a-z]*", "[^b]*a", "*", "?", "[a", "\\a*", "[a-a", "**a"})
  void takesLittleTimeForPatternsThatRepeat(String part) {
    String name = "a".repeat(2_000);

    for (int times : new int[] {10, 1_000, 100_000}) {
      var _ = Glob.of(part.repeat(times)).matches(name);
      assertThat(Glob.of(part.repeat(times) + "c").matches(name)).isFalse();
      var _ = Glob.of("[" + part.repeat(times) + "]*b").matches(name);
    }
  }
}

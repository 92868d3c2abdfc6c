package dev.freshet.gocompat.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoFloatTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "00012, 12",
    "+7, 7",
    "-3, -3",
    ".5, 0.5",
    "5., 5",
    "1e3, 1000",
    "1E-2, 0.01",
    "1_000, 1000",
    "1_0.0_1e0_1, 100.1",
    "0x1p4, 16",
    "0X_1.8P-1, 0.75",
    "0x.8p1, 1",
    "1e-400, 0",
    "9007199254740993, 9007199254740992",
  })
  void readsWhatGoReads(String text, double value) {
    assertThat(GoFloat.parse(text).map(GoFloat::value)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "+Inf", "INFINITY", "-infinity"})
  void readsInfinities(String text) {
    assertThat(GoFloat.parse(text).map(number -> Double.isInfinite(number.value()))).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "NaN"})
  void readsNaN(String text) {
    assertThat(GoFloat.parse(text).map(GoFloat::isNaN)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "v1",
        "0x10",
        "1f",
        "1d",
        "1__0",
        "_1",
        "1_",
        "1_.5",
        "1._5",
        "1_e3",
        "1e_3",
        ".",
        "+",
        "e5",
        "1e",
        "1e+",
        "0x",
        "0x.p1",
        "0x1p",
        "0x_.8p0",
        "+nan",
        "infinit",
        "1,5",
        "١",
        "\u0010x1p4",
        "\u000b7",
        "\r7",
        "1e\r3",
      })
  void refusesWhatGoRefuses(String text) {
    assertThat(GoFloat.parse(text)).isEmpty();
    assertThat(GoFloat.isOutOfRange(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "0x1p1024", "1e99999999999999999999"})
  void refusesWhatIsOutOfRange(String text) {
    assertThat(GoFloat.parse(text)).isEmpty();
    assertThat(GoFloat.isOutOfRange(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740992, 1",
    "123456789012345678901234567890, 123456789012345678901234567891, -1",
    "1.00, 1, 0",
    "1_000, 1e3, 0",
    "0x1p4, 16, 0",
    "0x1.8p-1, 0.75, 0",
    "-0x1p-1074, -4.9e-324, -1",
    "1e-400, 2e-400, -1",
    "1e-99999999999, 0, 1",
    "-0, 0, 0",
    "-2, -10, 1",
    "inf, +Infinity, 0",
    "-inf, -1e308, -1",
    "inf, 1e308, 1",
  })
  void comparesWhatWasWritten(String a, String b, int order) {
    assertThat(Integer.signum(number(a).compareExactly(number(b)))).isEqualTo(order);
    assertThat(Integer.signum(number(b).compareExactly(number(a)))).isEqualTo(-order);
  }

  @Test
  void printsAsItWasWritten() {
    assertThat(GoFloat.parse("1_000").map(GoFloat::toString)).isEqualTo(Optional.of("1_000"));
  }

  private static GoFloat number(String text) {
    return GoFloat.parse(text).orElseThrow();
  }
}

package dev.freshet.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiskSizeTest {
  @ParameterizedTest
  @CsvSource({"1Ki, 1024", "500Mi, 524288000", "9Gi, 9663676416", "2Ti, 2199023255552"})
  void isReadAsKubernetesWritesIt(String text, long bytes) {
    assertThat(DiskSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9",
        "Gi",
        "0Gi",
        "-1Gi",
        "1.5Gi",
        "9G",
        "9GiB",
        "9 Gi",
        "9999999999Ki",
        "999999999Ti"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> DiskSize.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'%s' is no size, such as 9Gi or 500Mi", text);
  }

  @Test
  void isNineGibibytesWhereNothingIsSaid() {
    assertThat(DiskSize.STANDARD).isEqualTo(DiskSize.parse("9Gi"));
  }
}

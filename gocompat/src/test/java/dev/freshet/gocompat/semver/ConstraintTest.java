package dev.freshet.gocompat.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.gocompat.GoSyntaxException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          5.0.x          ; 5.0.3 5.0.0             ; 5.1.0 4.9.9 5.0.4-rc.1
          1.2            ; 1.2.0 1.2.9             ; 1.3.0
          >1             ; 2.0.0                   ; 1.9.9
          >1.2           ; 1.3.0                   ; 1.2.9
          <=1.2          ; 1.2.9 0.1.0             ; 1.3.0
          <1.2           ; 1.1.9                   ; 1.2.0
          !=1.2          ; 1.1.0 1.3.0             ; 1.2.0 1.2.7
          ~1             ; 1.0.0 1.9.9             ; 2.0.0
          ~1.2.3         ; 1.2.3 1.2.9             ; 1.3.0 1.2.2
          ~0.0.0         ; 0.0.0 7.0.0             ; 7.0.0-rc.1
          *              ; 0.0.0 7.0.0             ; 7.0.0-rc.1
          ^1.2.3         ; 1.2.3 1.9.0             ; 2.0.0 1.2.2
          ^0.2.3         ; 0.2.3 0.2.9             ; 0.3.0 0.2.2
          ^0.0.3         ; 0.0.3                   ; 0.0.4
          1.0.0 - 2.0.0  ; 1.0.0 2.0.0             ; 2.0.1
          >=1.0.0-0      ; 1.0.0-rc.1 1.0.0        ; 0.9.0
          ^1.x-0         ; 1.5.0-rc.1 1.5.0        ; 2.0.0
          >=1-0 <2       ; 1.5.0-rc.1              ; 2.0.0
          =>1, =<2       ; 1.0.0 2.9.0             ; 3.0.0
          1.x || >=3   ; 1.1.0 3.1.0             ; 2.0.0
          """)
  void acceptsAndRejects(String range, String accepted, String rejected) {
    Constraint constraint = Constraint.parse(range);

    assertThat(accepted.split(" ")).allMatch(version -> constraint.accepts(Version.parse(version)));
    assertThat(rejected.split(" "))
        .noneMatch(version -> constraint.accepts(Version.parse(version)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''             | improper constraint: ""
          ==1            | improper constraint: "==1"
          1 - 2 - 3      | improper constraint: ">= 1, <= 2 - 3"
          1,,2           | improper constraint: "1,,2"
          1.0.0-01       | constraint parser error
          1x             | constraint parser error
          """)
  void saysWhatIsImproper(String range, String message) {
    assertThatThrownBy(() -> Constraint.parse(range))
        .isInstanceOf(GoSyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void namesTheImproperAlternativeAsGoQuotesIt() {
    assertThatThrownBy(() -> Constraint.parse(">=1 || \t\"é\u00A0\u0001"))
        .hasMessage("improper constraint: \" \\t\\\"é\\u00a0\\x01\"");
  }

  @Test
  void boundsTheLengthOfARange() {
    assertThat(Constraint.parse("1" + " ".repeat(511)).accepts(Version.parse("1.0.0"))).isTrue();
    assertThatThrownBy(() -> Constraint.parse("1" + " ".repeat(512)))
        .hasMessage("constraint string is too long (max 512 bytes)");
  }

  @Test
  void boundsTheNumberOfAlternatives() {
    String most = String.join("||", Collections.nCopies(32, "1"));

    assertThat(Constraint.parse(most).accepts(Version.parse("1.0.0"))).isTrue();
    assertThatThrownBy(() -> Constraint.parse(most + "||1"))
        .hasMessage("too many constraint groups (max 32)");
  }

  @Test
  void namesTheTermThatAVersionFails() {
    Constraint constraint = Constraint.parse(">=1.0.0 <2.0.0");

    assertThat(constraint.obstacle(Version.parse("2.0.0"))).contains("<2.0.0");
    assertThat(constraint.obstacle(Version.parse("1.0.0"))).isEmpty();
  }
}

package dev.freshet.gocompat.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where templates answer otherwise than Go, as docs/compatibility.md says. */
class OwnAnswersTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      value = {
        "{{ 1i }} => bad number syntax: \"1i\"",
        "{{ eq 1+2i 1+2i }} => bad number syntax: \"1+2i\"",
        "{{ len .M.n }} => error calling len: reflect: call of reflect.Value.Type on zero Value",
        "{{ range .L }}{{ .Nope }}{{ end }} => can't evaluate field Nope in type int",
        "{{ (toDate `2006` `2020`).MarshalText }} => can't evaluate field MarshalText in type"
            + " time.Time",
        "{{ (toDate `2006` `2020`).Date }} => can't evaluate field Date in type time.Time",
        "{{ (toDate `2006` `2020`).Location }} => can't evaluate field Location in type time.Time",
        "{{ (semver `1`).MarshalText }} => can't evaluate field MarshalText in type"
            + " *semver.Version",
        "{{ mustToDate (repeat 1025 ` `) `` }} => text is longer than 1024 bytes",
        "{{ toDate `2006` `2020` | mustDateModify (repeat 101 `1s`) }} => invalid duration",
        "{{ (toDate `2006` `2020`).AddDate 0 0 1000001 }} => time is out of range",
      })
  void refusesInOneWayWhatGoAnswersInAnother(String template, String problem) {
    assertThat(outcome(template)).contains(problem);
  }

  private static String outcome(String template) {
    try {
      return Template.parse("t", template).execute(TemplateValues.all(), TemplateValues.limits());
    } catch (GoSyntaxException | GoErrorException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}

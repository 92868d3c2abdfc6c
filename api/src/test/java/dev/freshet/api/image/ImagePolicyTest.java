package dev.freshet.api.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.AlphabeticalPolicy;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.core.policy.NumericalPolicy;
import dev.freshet.core.policy.NumericalPolicy.NumberRule;
import dev.freshet.core.policy.Order;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.core.policy.SemVerPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePolicyTest {

  @Test
  void prefersSemverThenAlphabeticalThenNumerical() {
    assertThat(rule("policy: {numerical: {}, alphabetical: {}, semver: {range: 5.0.x}}").policy())
        .isEqualTo(SemVerPolicy.parse("5.0.x"));
    assertThat(rule("policy: {numerical: {}, alphabetical: {order: desc}}").policy())
        .isEqualTo(new AlphabeticalPolicy(Order.DESC));
    assertThat(rule("policy: {numerical: {}}").policy())
        .isEqualTo(new NumericalPolicy(Order.ASC, NumberRule.LENIENT));
  }

  @ParameterizedTest
  @CsvSource({"true, STRICT", "false, LENIENT"})
  void isStrictAboutNumbersWhenAnnotatedSo(String value, NumberRule expected) {
    String metadata = "annotations: {freshet.dev/strict-numbers: '%s'}".formatted(value);
    ImagePolicy policy = Objects.policy(metadata, "policy: {numerical: {}}");

    assertThat(policy.rule(Exclusions.DEFAULT).policy())
        .isEqualTo(new NumericalPolicy(Order.ASC, expected));
  }

  @Test
  void filtersAndExtracts() {
    SelectionRule rule =
        rule("policy: {numerical: {}}, filterTags: {pattern: '^main-(\\d+)$', extract: '$1'}");

    assertThat(
            rule.select(Stream.of("main-9", "main-10", "dev-11").map(Tag::new).toList()).latest())
        .contains(new Tag("main-10"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy: {} | invalid policy: given ImagePolicyChoice object is invalid",
        "policy: {semver: {range: ''}} | invalid policy: improper constraint: \"\"",
        "policy: {semver: {range: 'a.b'}} | invalid policy: improper constraint: \"a.b\"",
      })
  void refusesAPolicyThatCannotChoose(String spec, String message) {
    assertThatThrownBy(() -> rule(spec))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAFilterThatDoesNotCompile() {
    assertThatThrownBy(() -> rule("policy: {numerical: {}}, filterTags: {pattern: '('}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("failed to filter tags: invalid regular expression pattern '(': ");
  }

  private static SelectionRule rule(String spec) {
    return Objects.policy("labels: {}", spec).rule(Exclusions.DEFAULT);
  }
}

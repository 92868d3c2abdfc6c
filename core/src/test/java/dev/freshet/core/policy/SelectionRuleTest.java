package dev.freshet.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.NumericalPolicy.NumberRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SelectionRuleTest {

  @Test
  void choosesTheGuidesPodinfo() {
    assertThat(latest(Rules.semver("5.0.x"), "5.0.0", "5.0.3", "5.1.0", "4.0.6"))
        .isEqualTo("5.0.3");
  }

  @Test
  void keepsTheLetterOfATag() {
    assertThat(latest(Rules.semver(">=1.0.0"), "v2025.02.03", "1.9.9")).isEqualTo("v2025.02.03");
  }

  @Test
  void takesTheBytewiseLargerOfEqualVersions() {
    assertThat(latest(Rules.semver("*"), "1.0.0", "v1.0.0", "1.0.0+b")).isEqualTo("v1.0.0");
  }

  @Test
  void takesTheLargerKeyOfEqualVersionsWithAFilter() {
    SelectionRule rule = Rules.filtered("^(a|z)-(?P<v>.*)$", "$v", SemVerPolicy.parse("*"));

    assertThat(latest(rule, "z-1.0.0", "a-v1.0.0", "z-1.0.0+b")).isEqualTo("a-v1.0.0");
  }

  @Test
  void takesTheBytewiseSmallerOfEqualNumbers() {
    assertThat(latest(Rules.numerical(Order.ASC), "1.00", "1.0", "0.9")).isEqualTo("1.0");
  }

  @Test
  void takesTheSmallerKeyOfEqualNumbersWithAFilter() {
    SelectionRule rule = Rules.filtered("^[a-z]-(?P<n>.*)$", "$n", new NumericalPolicy(Order.ASC));

    assertThat(latest(rule, "a-1.00", "b-1.0", "c-0.9")).isEqualTo("b-1.0");
  }

  @Test
  void takesTheSmallestOfTheTagsThatShareAKey() {
    assertThat(latest(Rules.newestBuild(), "main-c-1", "main-a-1", "main-b-1"))
        .isEqualTo("main-a-1");
  }

  @Test
  void tellsNumbersApartThatAFloatCannot() {
    assertThat(latest(Rules.numerical(Order.ASC), "9007199254740993", "9007199254740992"))
        .isEqualTo("9007199254740993");
  }

  @Test
  void takesFluxsTieOfFloatsWhenStrict() {
    assertThat(latest(strict(Order.ASC), "9007199254740993", "9007199254740992"))
        .isEqualTo("9007199254740992");
  }

  @Test
  void passesOverWhatIsNoNumber() {
    assertThat(latest(Rules.numerical(Order.ASC), "1", "v2", "NaN", "1e400", "")).isEqualTo("1");
  }

  @Test
  void failsOnWhatIsNoNumberWhenStrict() {
    assertThat(strict(Order.ASC).select(Rules.tags("1", "v2")).failure())
        .contains("failed to parse invalid numeric value 'v2'");
  }

  @Test
  void failsAsFluxDoesWhenThereIsNoNumberAtAll() {
    assertThat(Rules.numerical(Order.ASC).select(Rules.tags("a", "b")).failure())
        .contains("failed to parse invalid numeric value 'b'");
  }

  @Test
  void failsOnTheEmptyKeysOfAnUnknownGroup() {
    SelectionRule rule =
        Rules.filtered(Rules.BUILD_PATTERN, "$ts_x", new NumericalPolicy(Order.ASC));

    assertThat(rule.select(Rules.tags("main-a-1", "main-b-2")).failure())
        .contains("failed to parse invalid numeric value ''");
  }

  @Test
  void failsWhenTheFilterLeavesNothing() {
    assertThat(Rules.newestBuild().select(Rules.tags("1.0.0")).failure())
        .contains("version list argument cannot be empty");
  }

  @Test
  void keepsEveryTagWithAnEmptyPattern() {
    SelectionRule rule = Rules.filtered("", "", new AlphabeticalPolicy(Order.ASC));

    assertThat(latest(rule, "a", "b")).isEqualTo("b");
  }

  @Test
  void comparesBytesAndNotUtf16Units() {
    assertThat(latest(Rules.alphabetical(Order.ASC), "\uFFFD", "\uD835\uDCB3"))
        .isEqualTo("\uD835\uDCB3");
  }

  @Test
  void treatsAnEmptyExclusionListAsTheDefault() {
    assertThat(Exclusions.of(List.of())).isEqualTo(Exclusions.DEFAULT);
    assertThat(Exclusions.DEFAULT.match(new Tag("sha256-1.sig"), Expressions.effort()))
        .contains("^.*\\.sig$");
  }

  @Test
  void refusesAnExclusionThatIsNoExpression() {
    assertThatThrownBy(() -> Exclusions.of(List.of("(a")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("failed to compile regex (a: error parsing regexp: missing closing ): `(a`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ==1.0      | invalid policy: improper constraint: "==1.0"
          ''         | invalid policy: improper constraint: ""
          1.0.0-01   | invalid policy: constraint parser error
          """)
  void refusesAnImproperRange(String range, String message) {
    assertThatThrownBy(() -> SemVerPolicy.parse(range))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void readsItsOrderFromItsName(Order order) {
    assertThat(Order.parse(order.name())).isEqualTo(order);
  }

  private static SelectionRule strict(Order order) {
    return new SelectionRule(
        Exclusions.DEFAULT, Optional.empty(), new NumericalPolicy(order, NumberRule.STRICT));
  }

  private static String latest(SelectionRule rule, String... tags) {
    return Rules.latest(rule.select(Rules.tags(tags)));
  }
}

package dev.freshet.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.policy.NumericalPolicy.NumberRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @Test
  void explainsEveryStepOfASemverPolicy() {
    Selection selection =
        Rules.semver("5.0.x")
            .select(
                Rules.tags(
                    "5.0.0", "5.0.3", "5.1.0", "5.0.4-rc.1", "latest", "5.0", "V5.0.9", "x.sig"));

    assertThat(Rules.reasons(selection))
        .containsEntry("5.0.3", "it is the highest version in the range 5.0.x")
        .containsEntry("5.0.0", "5.0.0 is lower than 5.0.3")
        .containsEntry("5.1.0", "5.1.0 is outside the range 5.0.x")
        .containsEntry("5.0.4-rc.1", "5.0.4-rc.1 is a pre-release and the range 5.0.x has none")
        .containsEntry("latest", "latest is not a version: invalid semantic version")
        .containsEntry("5.0", "5.0 is not a version: it needs three parts with dots between them")
        .containsEntry(
            "V5.0.9",
            "V5.0.9 is not a version: invalid semantic version: only a lower-case v may come first")
        .containsEntry("x.sig", "the exclusion list has ^.*\\.sig$, which matches");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.0.0-rc.1 | 1.0.0 | a pre-release comes before its release",
        "1.0.0-rc.2 | 1.0.0-rc.10 | 2 is a smaller number than 10",
        "1.0.0-rc10 | 1.0.0-rc2 | 'rc10' comes before 'rc2' letter by letter: only what stands"
            + " alone between dots is compared as a number",
        "1.0.0-beta | 1.0.0-rc | 'beta' comes before 'rc' letter by letter",
        "1.0.0-rc.1 | 1.0.0-rc.x | the number 1 comes before the word 'x'",
        "1.0.0-rc | 1.0.0-rc.1 | it ends where the other goes on with '1'",
      })
  void tellsTheRuleByWhichAPreReleaseIsLower(String lower, String higher, String rule) {
    Selection selection = Rules.semver(">=0.0.0-0").select(Rules.tags(lower, higher));

    assertThat(Rules.reasons(selection))
        .containsEntry(lower, "%s is lower than %s: %s".formatted(lower, higher, rule));
  }

  @Test
  void saysWhatWasLeftAfterEachStep() {
    Selection selection =
        Rules.semver("9.x").select(Rules.tags("5.0.0", "5.0.3", "latest", "x.sig"));

    assertThat(selection.funnel().leftovers())
        .isEqualTo(
            "4 tags listed, 3 left after the exclusions, 2 that the policy can read, 0 in the"
                + " range");
  }

  @Test
  void namesTheTermThatAVersionFails() {
    Selection selection =
        Rules.semver(">=1.0.0 <2.0.0").select(Rules.tags("1.0.0", "2.1.0", "0.9.0"));

    assertThat(Rules.reasons(selection))
        .containsEntry("2.1.0", "2.1.0 fails <2.0.0 of the range >=1.0.0 <2.0.0")
        .containsEntry("0.9.0", "0.9.0 fails >=1.0.0 of the range >=1.0.0 <2.0.0");
  }

  @Test
  void explainsWhyOneOfTwoEqualVersionsIsTaken() {
    Selection selection = Rules.semver("*").select(Rules.tags("1.0.0", "v1.0.0"));

    assertThat(Rules.reasons(selection))
        .containsEntry(
            "1.0.0", "1.0.0 and v1.0.0 are equal versions, and the bytewise larger is taken");
  }

  @Test
  void explainsFilterAndKeys() {
    Selection selection =
        Rules.newestBuild()
            .select(
                Rules.tags("main-aaaa-200", "main-bbbb-200", "main-cccc-100", "pr-7", "main-x-1"));

    assertThat(Rules.reasons(selection))
        .containsEntry("main-aaaa-200", "it is the largest number")
        .containsEntry(
            "main-bbbb-200",
            "the filter extracts '200' from main-aaaa-200 too, which stands for both")
        .containsEntry(
            "main-cccc-100", "'100' of main-cccc-100 is less than '200' of main-aaaa-200")
        .containsEntry("pr-7", "the filter ^main-[a-f0-9]+-(?P<ts>[0-9]+)$ does not match");
  }

  @Test
  void explainsWhatIsNoNumber() {
    Selection selection =
        Rules.numerical(Order.DESC).select(Rules.tags("1", "2", "v3", "1e400", "NaN"));

    assertThat(Rules.reasons(selection))
        .containsEntry("1", "it is the smallest number")
        .containsEntry("2", "2 is greater than 1")
        .containsEntry("v3", "v3 is not a number")
        .containsEntry("1e400", "1e400 is beyond the range of a 64-bit float")
        .containsEntry("NaN", "NaN has no place in an order of numbers");
  }

  @Test
  void explainsTheOrderOfBytes() {
    assertThat(Rules.reasons(Rules.alphabetical(Order.ASC).select(Rules.tags("a", "b"))))
        .containsEntry("a", "a comes before b")
        .containsEntry("b", "it is the last in byte order");
    assertThat(Rules.reasons(Rules.alphabetical(Order.DESC).select(Rules.tags("a", "b"))))
        .containsEntry("a", "it is the first in byte order")
        .containsEntry("b", "b comes after a");
  }

  @Test
  void leavesNumbersUndecidedWhenAStrictPolicyFails() {
    var policy = new NumericalPolicy(Order.ASC, NumberRule.STRICT);
    var rule = new SelectionRule(Exclusions.DEFAULT, Optional.empty(), policy);

    Selection selection = rule.select(Rules.tags("1", "v2"));

    assertThat(selection.failure()).contains("failed to parse invalid numeric value 'v2'");
    assertThat(Rules.reasons(selection))
        .containsEntry("v2", "v2 is not a number")
        .containsEntry(
            "1", "the policy failed on another tag: failed to parse invalid numeric value 'v2'");
  }

  @Test
  void countsWhereTagsWent() {
    Selection selection =
        Rules.filtered("^[0-9.]+(-rc)?$|^x", "", SemVerPolicy.parse("1.x"))
            .select(Rules.tags("1.0.0", "1.1.0", "2.0.0", "1.2.0-rc", "x", "y", "1.0.0.sig"));

    assertThat(selection.funnel()).isEqualTo(new Funnel(7, 1, 1, 0, 1, 2, 2));
  }

  @Test
  void countsTagsThatShareAKey() {
    Selection selection =
        Rules.newestBuild().select(Rules.tags("main-a-1", "main-b-1", "main-c-2"));

    assertThat(selection.funnel()).isEqualTo(new Funnel(3, 0, 0, 1, 0, 0, 2));
  }

  @Test
  void givesVerdictsInDescendingByteOrder() {
    Selection selection = Rules.semver("1.x").select(Rules.tags("1.0.0", "1.0.0.sig", "1.1.0"));

    assertThat(Rules.stages(selection))
        .isEqualTo(List.of("1.1.0 chosen", "1.0.0.sig excluded", "1.0.0 outranked"));
  }
}

package dev.freshet.api.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.image.PushTarget.Switch;
import dev.freshet.api.source.GitReference;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageUpdateAutomationTest {
  private static final String COMMIT = "commit: {author: {email: a@b}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "checkout: {ref: {branch: main}} | ''                   | main | SAME_BRANCH",
        "checkout: {ref: {branch: main}} | ref: {branch: dev}  | main | SAME_BRANCH",
        "''                               | ref: {branch: dev}  | dev  | SAME_BRANCH",
        "push: {branch: auto}            | ref: {branch: dev}  | auto | OTHER_BRANCH",
        "push: {branch: dev}             | ref: {branch: dev}  | dev  | SAME_BRANCH",
        "push: {branch: master}          | ''                   | master | SAME_BRANCH",
        "push: {branch: main}            | ''                   | main | OTHER_BRANCH",
        "push: {branch: main}            | ref: {tag: v1}      | main | OTHER_BRANCH",
        "push: {branch: main}            | ref: {commit: abc, branch: main} | main | SAME_BRANCH",
        "'push: {refspec: a:b}'          | ref: {branch: dev}  | dev  | SAME_BRANCH",
        "'push: {branch: \"\"}'          | ref: {branch: dev}  | dev  | SAME_BRANCH",
      })
  void pushesToThePushBranchElseTheCheckoutBranch(
      String git, String source, String branch, Switch switching) {
    ImageUpdateAutomation automation = Objects.automation(gitSection(git));

    PushTarget target = automation.pushTarget(Objects.source(source));

    assertThat(target.branch()).isEqualTo(branch);
    assertThat(target.switching()).isEqualTo(switching);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "'' | ref: {tag: v1}",
        "checkout: {ref: {semver: 1.x}} | ref: {branch: main}"
      })
  void refusesToGuessAPushBranch(String git, String source) {
    ImageUpdateAutomation automation = Objects.automation(gitSection(git));

    assertThatThrownBy(() -> automation.pushTarget(Objects.source(source)))
        .hasMessage(
            "failed configuring source manager: push spec not provided, and cannot be inferred"
                + " from .spec.git.checkout.ref or GitRepository .spec.ref")
        .extracting("reason")
        .isEqualTo(Reason.SOURCE_MANAGER_FAILED);
  }

  @Test
  void handsOnRefspecAndOptions() {
    String push = "push: {branch: auto, refspec: 'a:b', options: {ci.skip: ''}}";

    PushTarget target =
        Objects.automation(gitSection(push)).pushTarget(Objects.source("ref: {branch: main}"));

    assertThat(target)
        .isEqualTo(
            new PushTarget("auto", Switch.OTHER_BRANCH, Optional.of("a:b"), Map.of("ci.skip", "")));
  }

  @Test
  void checksOutItsOwnReferenceAsAWhole() {
    ImageUpdateAutomation automation =
        Objects.automation(gitSection("checkout: {ref: {branch: main}}"));

    assertThat(automation.checkoutRef(Objects.source("ref: {tag: v1}")))
        .contains(
            new GitReference(
                Optional.of("main"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void refusesToRunWithoutAGitSection() {
    assertThatThrownBy(() -> Objects.automation("").requireGit())
        .hasMessage(
            "source kind 'GitRepository' necessitates field .spec.git: invalid source"
                + " configuration")
        .extracting("reason")
        .isEqualTo(Reason.INVALID_SOURCE_CONFIGURATION);
  }

  @Test
  void hasAMessageWithoutATemplate() {
    assertThat(Objects.automation(gitSection("")).requireGit().commit().messageTemplate())
        .isEqualTo("Update from image update automation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "suspend: false | true",
        "policySelector: {} | true",
        "policySelector: {matchLabels: {team: a}} | true",
        "policySelector: {matchLabels: {team: b}} | false",
        "'policySelector: {matchExpressions: [{key: team, operator: NotIn, values: [a]}]}' | false",
      })
  void selectsPoliciesByLabel(String spec, boolean selected) {
    ImagePolicy policy = Objects.policy("labels: {team: a}", "policy: {}");

    assertThat(Objects.automation(spec).selects(policy)).isEqualTo(selected);
  }

  @Test
  void leavesPoliciesOfOtherNamespacesAlone() {
    ImageUpdateAutomation automation = Objects.automation("suspend: false");
    ImagePolicy policy = Objects.policy("labels: {}", "policy: {}");
    var elsewhere =
        new ImagePolicy(
            Objects.repository("image: app, interval: 1m").metadata(),
            policy.imageRepositoryRef(),
            policy.policy(),
            policy.filterTags(),
            policy.digestReflectionPolicy(),
            policy.interval(),
            policy.suspend());

    assertThat(automation.selects(elsewhere)).isFalse();
  }

  @Test
  void refusesASelectorThatMakesNoSense() {
    ImageUpdateAutomation automation =
        Objects.automation("policySelector: {matchExpressions: [{key: team, operator: Is}]}");
    ImagePolicy policy = Objects.policy("labels: {}", "policy: {}");

    assertThatThrownBy(() -> automation.selects(policy))
        .hasMessage(
            "failed to parse policy selector: \"Is\" is not a valid label selector operator")
        .extracting("reason")
        .isEqualTo(Reason.INVALID_POLICY_SELECTOR);
  }

  private static String gitSection(String fields) {
    return "git: {" + COMMIT + ", " + fields + "}";
  }
}

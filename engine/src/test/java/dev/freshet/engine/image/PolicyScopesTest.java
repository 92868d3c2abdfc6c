package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.plan.PolicyScope;
import dev.freshet.engine.object.KnownObjects;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which markers of a repository an automation knows to be served, by itself or by another. */
class PolicyScopesTest {
  private static final NamespacedName FLEET = Lab.name("fleet");

  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void begin() {
    lab = new Lab(folder);
    policy("default", "web", "front");
    policy("default", "api", "back");
    policy("default", "tool", "none");
    policy("team", "web", "front");
    automation("default", "fleet", "https://git.example/fleet", "{matchLabels: {tier: front}}");
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private void policy(String namespace, String name, String tier) {
    lab.declare(
        "policy-" + namespace + "-" + name,
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: %s, namespace: %s, labels: {tier: %s}}
        spec: {imageRepositoryRef: {name: %1$s}, policy: {semver: {range: 1.x}}}
        """
            .formatted(name, namespace, tier));
  }

  private void automation(String namespace, String name, String url, String selector) {
    lab.declare(
        "automation-" + namespace + "-" + name,
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: %s, namespace: %s}
        spec: {interval: 1h, url: '%s', ref: {branch: main}}
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          interval: 1h
          sourceRef: {kind: GitRepository, name: %1$s}
          policySelector: %s
          git: {commit: {author: {email: bot@example.com}}}
        """
            .formatted(name, namespace, url, selector));
  }

  private PolicyScope scope() {
    KnownObjects objects = lab.objects();
    return PolicyScopes.of(objects, objects.find(ImageUpdateAutomation.KIND, FLEET).orElseThrow());
  }

  @Test
  void knowsWhatItSelectsAndWhatNobodyDoes() {
    PolicyScope scope = scope();

    assertThat(scope.selected()).containsExactly(Lab.name("web"));
    assertThat(scope.leftOut()).containsExactlyInAnyOrder(Lab.name("api"), Lab.name("tool"));
    assertThat(scope.others()).isEmpty();
    assertThat(scope.otherNamespaces()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example/fleet",
        "https://git.example/fleet.git",
        "https://bot@git.example/fleet/",
        "http://git.example/fleet"
      })
  void knowsWhatOtherAutomationsOfTheRepositoryServe(String url) {
    automation("default", "back", url, "{matchLabels: {tier: back}}");
    automation("team", "all", url, "{}");

    PolicyScope scope = scope();

    assertThat(scope.others()).containsExactly(Lab.name("api"));
    assertThat(scope.leftOut()).containsExactly(Lab.name("tool"));
    assertThat(scope.otherNamespaces()).containsExactly("team");
  }

  @Test
  void knowsNothingOfAutomationsOfOtherRepositories() {
    automation("default", "back", "https://git.example/other", "{matchLabels: {tier: back}}");
    automation("team", "all", "https://other.example/fleet", "{}");

    PolicyScope scope = scope();

    assertThat(scope.others()).isEmpty();
    assertThat(scope.otherNamespaces()).isEmpty();
  }

  @Test
  void takesNoNoticeOfAnAutomationWithASenselessSelector() {
    automation(
        "default",
        "back",
        "https://git.example/fleet",
        "{matchExpressions: [{key: tier, operator: In}]}");

    assertThat(scope().leftOut()).hasSize(2);
  }
}

package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy says of itself, in Flux's words. */
class PolicyStatusTest {
  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void serve() {
    lab = new Lab(folder);
    lab.registry.push("app", "1.0.0", "1.0.1", "latest");
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void namesWhatItResolvedTo() {
    lab.declareApp(Lab.semver("1.x"));

    lab.run();

    assertReady("True/Succeeded: Latest image tag for " + lab.image() + " resolved to 1.0.1");
    assertThat(lab.policy().observedPreviousRef()).isEmpty();
  }

  @Test
  void namesWhatItResolvedToBefore() {
    lab.declareApp(Lab.semver("1.x"));
    lab.run();
    lab.registry.push("app", "1.0.2");

    lab.run();

    assertReady(
        "True/Succeeded: Latest image tag for %s resolved to 1.0.2 (previously %s:1.0.1)"
            .formatted(lab.image(), lab.image()));
  }

  @Test
  void tellsNothingNewAsATrace() {
    lab.declareApp(Lab.semver("1.x"));
    lab.run();

    lab.run();

    assertThat(lab.told(Event.Type.NORMAL)).isEmpty();
    assertThat(lab.told(Event.Type.TRACE))
        .containsExactly(
            "tags did not change, next scan in 1m0s",
            "Latest image tag for " + lab.image() + " resolved to 1.0.1");
  }

  @Test
  void waitsForARepositoryThatIsNotThere() {
    lab.declarePolicy(Lab.semver("1.x"));

    lab.run();

    assertReady(
        "False/DependencyNotReady: failed to get the referred ImageRepository: referenced"
            + " ImageRepository does not exist: ImageRepository.image.toolkit.fluxcd.io \"app\" not"
            + " found");
    assertThat(lab.policy().conditions().isTrue(Condition.STALLED)).isFalse();
  }

  @Test
  void stallsOnAnImageWithATag() {
    lab.declareApp(Lab.semver("1.x"));
    lab.declare(
        "repository",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata:
          name: app
        spec:
          image: %s:1.0.0
          interval: 1m
        """
            .formatted(lab.image()));

    lab.run();

    String text =
        "False/ImageURLInvalid: image '%s:1.0.0' should not include a tag; remove ':1.0.0'"
            .formatted(lab.image());
    assertReady(text);
    assertThat(Lab.ready(lab.repository().conditions())).isEqualTo(text);
    assertThat(lab.repository().conditions().isTrue(Condition.STALLED)).isTrue();
    assertThat(lab.registry.received()).isEmpty();
  }

  @Test
  void stallsOnARangeThatIsNone() {
    lab.declareApp(Lab.semver("one"));

    lab.run();

    assertReady("False/InvalidPolicy: invalid policy: improper constraint: \"one\"");
    assertThat(lab.policy().conditions().isTrue(Condition.STALLED)).isTrue();
  }

  @Test
  void keepsItsSelectionWhenItMatchesNothingAnyMore() {
    lab.declareApp(Lab.semver("1.x"));
    lab.run();
    lab.declarePolicy(Lab.semver("9.x"));

    lab.run();

    assertReady(
        "False/Failure: unable to determine latest version from provided list: 3 tags listed, 2"
            + " that the policy can read, 0 in the range");
    assertThat(lab.selected()).isEqualTo("1.0.1");
  }

  @Test
  void refusesARepositoryOfAnotherNamespaceThatLetsNobodyIn() {
    declareElsewhere("");

    lab.run();

    assertReady(
        "False/AccessDenied: failed to get the referred ImageRepository: access denied:"
            + " 'images/app' can't be accessed due to missing ACL labels on 'accessFrom'");
  }

  @Test
  void refusesANamespaceWithOtherLabels() {
    declareElsewhere("  accessFrom: {namespaceSelectors: [{matchLabels: {a: b}}]}\n");

    lab.run();

    assertReady(
        "False/AccessDenied: failed to get the referred ImageRepository: access denied:"
            + " 'images/app' can't be accessed due to ACL labels mismatch on namespace 'default'");
  }

  @Test
  void comesInOnceItsNamespaceHasTheLabels() {
    declareElsewhere("  accessFrom: {namespaceSelectors: [{matchLabels: {a: b}}]}\n");
    lab.run();
    lab.declare(
        "namespace",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: default, labels: {a: b}}\n");

    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.1");
  }

  @Test
  void looksUpNoDigestUnlessAsked() {
    lab.declareApp(Lab.semver("1.x"));

    lab.run();

    assertThat(lab.policy().latestRef().orElseThrow().digest()).isEmpty();
    assertThat(lab.registry.received(Place.MANIFEST)).isEmpty();
  }

  @Test
  void keepsTheFirstDigestWhenItIsPresent() {
    lab.declareApp("  digestReflectionPolicy: IfNotPresent\n" + Lab.semver("1.x"));
    lab.run();
    String first = lab.registry.digest("app", "1.0.1");
    lab.registry.push("app", "1.0.1");

    lab.run();

    assertThat(digest()).isEqualTo(first).isNotEqualTo(lab.registry.digest("app", "1.0.1"));
  }

  @Test
  void followsTheDigestWhenToldToAlways() {
    lab.declareApp("  digestReflectionPolicy: Always\n  interval: 5m\n" + Lab.semver("1.x"));
    lab.run();
    String first = lab.registry.digest("app", "1.0.1");
    lab.registry.push("app", "1.0.1");

    var runs = lab.run();

    assertThat(digest()).isEqualTo(lab.registry.digest("app", "1.0.1"));
    assertReady(
        "True/Succeeded: Latest image tag for %s resolved to 1.0.1 with digest %s (previously"
                .formatted(lab.image(), digest())
            + " %s:1.0.1@%s)".formatted(lab.image(), first));
    assertThat(runs.values())
        .anySatisfy(run -> assertThat(run.next()).contains(java.time.Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void tellsWhatTheRegistrySaysOfADigest(int status) {
    lab.declareApp("  digestReflectionPolicy: Always\n  interval: 5m\n" + Lab.semver("1.x"));
    lab.registry.failAlways(Place.MANIFEST, Fault.status(status));

    lab.run();

    String ref = lab.image() + ":1.0.1";
    assertThat(Lab.ready(lab.policy().conditions()))
        .startsWith(
            "False/Failed: failed fetching digest of %s: failed fetching descriptor for \"%s\":"
                    .formatted(ref, ref)
                + " HEAD http://%s/v2/app/manifests/1.0.1: unexpected status code %d "
                    .formatted(lab.registry.host(), status))
        .endsWith(" (HEAD responses have no body, use GET for details)");
  }

  @Test
  void dropsTheDigestWhenSwitchedOff() {
    lab.declareApp("  digestReflectionPolicy: IfNotPresent\n" + Lab.semver("1.x"));
    lab.run();
    String first = digest();
    lab.declarePolicy("  digestReflectionPolicy: Never\n" + Lab.semver("1.x"));

    lab.run();

    assertThat(lab.policy().latestRef().orElseThrow().digest()).isEmpty();
    assertReady(
        "True/Succeeded: Latest image tag for %s resolved to 1.0.1 (previously %s:1.0.1@%s)"
            .formatted(lab.image(), lab.image(), first));
  }

  @Test
  void countsWhatIsNoNumberAndGoesOn() {
    lab.declareApp("  policy:\n    numerical:\n      order: asc\n");
    lab.registry.push("app", "7", "8");

    lab.run();

    assertReady(
        "True/Succeeded: Latest image tag for %s resolved to 8; 3 tags are not numbers and were"
                .formatted(lab.image())
            + " left out");
  }

  @Test
  void restsWhileSuspended() {
    lab.declareApp("  suspend: true\n" + Lab.semver("1.x"));

    lab.run();

    assertReady("none");
  }

  /** A policy here on a repository in the namespace {@code images}. */
  private void declareElsewhere(String access) {
    lab.declare(
        "repository",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata:
          name: app
          namespace: images
        spec:
          image: %s
          interval: 1m
        """
                .formatted(lab.image())
            + access);
    lab.declare(
        "policy",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata:
          name: app
        spec:
          imageRepositoryRef:
            name: app
            namespace: images
        """
            + Lab.semver("1.x"));
  }

  private String digest() {
    return lab.policy().latestRef().orElseThrow().digest().orElseThrow().value();
  }

  private void assertReady(String expected) {
    assertThat(Lab.ready(lab.policy().conditions())).isEqualTo(expected);
  }
}

package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an automation pushes and says of itself, in Flux's words. */
class AutomationStatusIT {
  @TempDir private Path folder;
  private Lab lab;
  private GitHttpServer git;
  private ServedRepository app;

  @BeforeEach
  void serve() {
    lab = new Lab(folder);
    git = GitHttpServer.startIn(folder, "git");
    lab.registry.push("app", "1.0.0", "1.0.1");
    app = git.create("app", Map.of("app.yaml", deployment("1.0.0")));
    lab.declareApp(Lab.semver("1.x"));
    lab.declareAutomation(app.url(), "");
  }

  @AfterEach
  void stop() {
    lab.close();
    git.close();
  }

  @Test
  void recordsWhatItPushed() {
    lab.run();

    String head = app.head("main");
    assertReady("True/Succeeded: repository up-to-date");
    assertThat(lab.automation().lastPushCommit()).contains(head);
    assertThat(lab.automation().observedSourceRevision()).contains("main@sha1:" + head);
    assertThat(lab.automation().observedPolicies()).containsOnlyKeys("app");
    assertThat(lab.told(Event.Type.NORMAL))
        .last()
        .asString()
        .startsWith("pushed commit '%s' to branch 'main'\n".formatted(head.substring(0, 7)));
  }

  @Test
  void pushesNothingTheSecondTime() {
    lab.run();

    lab.run();

    assertThat(git.pushes()).isEqualTo(1);
    assertThat(lab.told(Event.Type.TRACE)).contains("no change since last reconciliation");
  }

  @Test
  void takesOnlyThePoliciesItSelects() {
    lab.declareAutomation(
        app.url(), "  policySelector:\n    matchLabels:\n      team: somebody-else\n");

    lab.run();

    assertThat(git.pushes()).isZero();
    assertThat(lab.automation().observedPolicies()).isEmpty();
    assertReady("True/Succeeded: repository up-to-date");
  }

  @Test
  void stallsOnASelectorThatMakesNoSenseWithoutAnyPolicy() {
    lab.forget("policy");
    lab.declareAutomation(
        app.url(), "  policySelector: {matchExpressions: [{key: team, operator: Is}]}\n");

    lab.run();

    assertReady(
        "False/InvalidPolicySelector: failed to parse policy selector: \"Is\" is not a valid label"
            + " selector operator");
  }

  @Test
  void showsAReferenceWithoutItsFolder() {
    lab.declareAutomation(
        app.url(),
        """
            checkout: {ref: {name: refs/heads/main}}
            push: {branch: main}
        """);

    lab.run();
    String base = app.log("main", "%H").getLast();

    assertReady("True/Succeeded: repository up-to-date");
    assertThat(lab.automation().observedSourceRevision()).contains("main@sha1:" + base);
  }

  @Test
  void letsSeveralAutomationsPushToOneBranch() {
    app.commit("main", Map.of("b/app.yaml", deployment("1.0.0")));
    lab.declareAutomation(app.url(), "  update:\n    path: ./b\n");
    lab.declare(
        "second",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata:
          name: second
        spec:
          interval: 1m
          sourceRef: {kind: GitRepository, name: app}
          git: {commit: {author: {email: second@example.com}}}
        """);

    lab.run();

    assertThat(app.file("main", "app.yaml")).isEqualTo(deployment("1.0.1"));
    assertThat(app.file("main", "b/app.yaml")).isEqualTo(deployment("1.0.1"));
    assertThat(app.log("main", "%ae")).contains("second@example.com");
  }

  @Test
  void onlyLooksWhereTheServerIsWhenNothingHasChanged() {
    lab.run();
    git.close();

    lab.run();

    assertReady(
        "False/GitOperationFailed: failed to checkout source: unable to list remote for '%s':"
                .formatted(app.url())
            + " connection refused");
  }

  @Test
  void wantsToCloneWhenAPolicyHasChanged() {
    lab.run();
    lab.registry.push("app", "1.0.2");
    git.close();

    lab.run();

    assertReady(
        "False/GitOperationFailed: failed to checkout source: unable to clone '%s':"
                .formatted(app.url())
            + " connection refused");
  }

  @Test
  void failsWithoutItsRepository() {
    lab.declareAutomation(app.url(), "");
    lab.declare(
        "automation",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata:
          name: app
        spec:
          interval: 1m
          sourceRef: {kind: GitRepository, name: nowhere}
          git: {commit: {author: {email: bot@example.com}}}
        """);

    lab.run();

    assertReady(
        "False/SourceManagerFailed: failed configuring source manager: referenced git repository"
            + " does not exist: GitRepository.source.toolkit.fluxcd.io \"nowhere\" not found");
  }

  @Test
  void saysWhatIsWrongWithTheProxyWithoutShowingIt() {
    lab.declareAutomation(app.url() + "\n  proxySecretRef:\n    name: proxy", "");
    lab.declare(
        "proxy",
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: proxy
        stringData:
          address: http://user:s3cr3t@ho st
        """);

    lab.run();

    assertReady(
        "False/SourceManagerFailed: failed configuring source manager: secret 'default/proxy':"
            + " proxy address is not a URL");
  }

  @Test
  void saysThatTheCertificatesOfItsSourceAreOfNoUse() {
    lab.declareAutomation("https://127.0.0.1:1/x.git\n  secretRef:\n    name: creds", "");
    lab.declare(
        "creds",
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: creds
        stringData:
          ca.crt: garbage
        """);

    lab.run();

    assertReady(
        "False/SourceManagerFailed: failed configuring source manager: failed to configure"
            + " authentication options: no certificate in the PEM text of the authorities");
  }

  @Test
  void stallsWithoutGit() {
    lab.declare(
        "automation",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata:
          name: app
        spec:
          interval: 1m
          sourceRef: {kind: GitRepository, name: app}
        """);

    lab.run();

    assertReady(
        "False/InvalidSourceConfiguration: source kind 'GitRepository' necessitates field"
            + " .spec.git: invalid source configuration");
    assertThat(lab.automation().conditions().isTrue(Condition.STALLED)).isTrue();
  }

  @Test
  void advancesNothingWhenTheRemoteRejectsAndPushesLater() {
    app.hook("pre-receive", "exit 1");
    lab.run();
    assertThat(Lab.ready(lab.automation().conditions()))
        .startsWith("False/GitOperationFailed: failed to update source: failed to push to remote:");
    assertThat(lab.automation().observedPolicies()).isEmpty();
    app.removeHook("pre-receive");

    lab.run();

    assertThat(app.file("main", "app.yaml")).isEqualTo(deployment("1.0.1"));
    assertReady("True/Succeeded: repository up-to-date");
  }

  @Test
  void restsWhileSuspended() {
    lab.declareAutomation(app.url(), "  suspend: true\n");

    lab.run();

    assertThat(git.requests()).isEmpty();
    assertReady("none");
  }

  private String deployment(String tag) {
    return "kind: Deployment\nimage: %s:%s # {\"$imagepolicy\": \"default:app\"}\n"
        .formatted(lab.image(), tag);
  }

  private void assertReady(String expected) {
    assertThat(Lab.ready(lab.automation().conditions())).isEqualTo(expected);
  }
}

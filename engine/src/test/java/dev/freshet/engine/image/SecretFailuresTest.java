package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.engine.source.GitRepositoryReconciler;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What objects say of Secrets that are of no use, or that nobody may read. */
class SecretFailuresTest {
  private static final NamespacedName ELSEWHERE = new NamespacedName("elsewhere", "app");
  private static final String POLICY_ELSEWHERE =
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata: {name: app, namespace: elsewhere}
      spec: {imageRepositoryRef: {name: app, namespace: default}, policy: {semver: {range: 1.x}}}
      """;

  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void serve() {
    lab = new Lab(folder);
    lab.registry.push("app", "1.0.0");
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private void declareRepository(String more) {
    lab.declare(
        "repository",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: app}
        spec: {interval: 1h, image: '%s', %s}
        """
            .formatted(lab.image(), more));
  }

  private void declareAutomation(String more) {
    lab.declare(
        "automation",
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: app}
        spec: {interval: 1h, url: 'https://git.example/app', ref: {branch: main}, %s}
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata: {name: app}
        spec:
          interval: 1h
          sourceRef: {kind: GitRepository, name: app}
          git: {commit: {author: {email: bot@example.com}}}
        """
            .formatted(more));
  }

  private void run(Kind<?, ?> kind) {
    run(new ObjectKey(kind, Lab.name("app")));
  }

  /** Runs an object where Secrets cannot be read. */
  private void run(ObjectKey key) {
    var objects = new Forbidding(lab.objects());
    lab.pipeline().run(objects, objects.find(key).orElseThrow(), Trigger.SCHEDULE);
  }

  @Test
  void aCertificateOfNoUseIsToldThoughNoScanIsDue() {
    declareRepository("suspend: false");
    lab.run();
    lab.declare(
        "secret",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: tls}
        stringData: {ca.crt: garbage}
        """);
    declareRepository("certSecretRef: {name: tls}");

    lab.run();

    assertThat(Lab.ready(lab.repository().conditions()))
        .startsWith("False/AuthenticationFailed: failed to configure authentication options: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kubernetes.io/dockerconfigjson | .dockerconfigjson | {"auths":{"ghcr.io":{"auth":"YTpi"}}} | has no credentials for %s
          kubernetes.io/dockerconfigjson | .dockerconfigjson | {"auths":{"%s":{}}}                   | has no credentials for %s
          kubernetes.io/dockerconfigjson | config.json       | {"auths":{}}                          | has no '.dockerconfigjson'
          kubernetes.io/dockercfg        | .dockercfg        | {"ghcr.io":{"auth":"YTpi"}}           | has no credentials for %s
          Opaque                         | .dockerconfigjson | {"auths":{}}                          | is of type 'Opaque', not kubernetes.io/dockerconfigjson
          kubernetes.io/basic-auth       | username          | ci                                    | is of type 'kubernetes.io/basic-auth', not kubernetes.io/dockerconfigjson
          """)
  void aRepositoryThatIsRefusedNamesASecretThatWasOfNoUse(
      String type, String key, String content, String why) {
    var _ = lab.registry.withPassword("ci", "right");
    lab.declare(
        "secret",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: regcred}
        type: %s
        stringData: {'%s': '%s'}
        """
            .formatted(type, key, content.replace("%s", lab.image())));
    declareRepository("secretRef: {name: regcred}");

    lab.run();

    assertThat(Lab.ready(lab.repository().conditions()))
        .endsWith("(Secret default/regcred " + why.replace("%s", lab.image()) + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secretRef: {name: x}      | secrets "x" is forbidden
          certSecretRef: {name: x}  | secrets "x" is forbidden
          proxySecretRef: {name: x} | failed to get secret 'default/x': secrets "x" is forbidden
          serviceAccountName: x     | failed to get serviceaccount 'default/x': serviceaccounts "x" is forbidden
          """)
  void aRepositoryTellsWhatItMayNotRead(String field, String problem) {
    declareRepository(field);

    run(ImageRepository.KIND);

    assertThat(Lab.ready(lab.repository().conditions()))
        .isEqualTo(
            "False/AuthenticationFailed: failed to configure authentication options: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secretRef: {name: x}      | failed to get auth secret 'default/x': secrets "x" is forbidden
          proxySecretRef: {name: x} | failed to get secret 'default/x': secrets "x" is forbidden
          """)
  void anAutomationTellsWhatItMayNotRead(String field, String problem) {
    declareAutomation(field);

    run(ImageUpdateAutomation.KIND);

    assertThat(Lab.ready(lab.automation().conditions()))
        .isEqualTo("False/SourceManagerFailed: failed configuring source manager: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secretRef: {name: x}      | failed to get secret 'default/x': failed to get secret 'default/x': secrets "x" is forbidden
          proxySecretRef: {name: x} | failed to configure proxy options: failed to get secret 'default/x': secrets "x" is forbidden
          """)
  void aSourceTellsWhatItMayNotRead(String field, String problem) {
    declareAutomation(field);
    var objects = new Forbidding(lab.objects());
    var key = new ObjectKey(GitRepository.KIND, Lab.name("app"));

    lab.pipelineOf(new Controller(GitRepository.KIND, GitRepositoryReconciler::new))
        .run(objects, objects.find(key).orElseThrow(), Trigger.SCHEDULE);

    assertThat(
            Lab.ready(
                lab.state().statuses().read(GitRepository.KIND, Lab.name("app")).conditions()))
        .isEqualTo("False/AuthenticationFailed: " + problem);
  }

  @Test
  void anAccountWithACloudIsRefusedBeforeAnythingElse() {
    lab.declare(
        "repository",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: app, generation: 1}
        spec: {interval: 1h, image: 'https://no.image', provider: aws, serviceAccountName: x}
        """);

    lab.run();

    assertThat(Lab.ready(lab.repository().conditions())).startsWith("False/FeatureGateDisabled: ");
    assertThat(lab.shown).isEmpty();
  }

  @Test
  void anAccountWithACloudIsToldOfByEveryRun() {
    lab.declareRepository("  provider: aws\n  serviceAccountName: x\n");

    lab.run();
    lab.run(); // forgets what was told before

    assertThat(lab.events).extracting(Event::reason).containsExactly(Reason.FEATURE_GATE_DISABLED);
  }

  @Test
  void anImageThatCannotBeReadIsRefusedAfterWorkIsShown() {
    lab.declare(
        "repository",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: app, generation: 1}
        spec: {interval: 1h, image: 'https://no.image'}
        """);

    lab.run();

    assertThat(Lab.ready(lab.repository().conditions())).startsWith("False/ImageURLInvalid: ");
    assertThat(lab.shown).hasSize(1);
  }

  @Test
  void aPolicyTellsThatItMayNotReadTheLabelsOfItsNamespace() {
    lab.declareRepository("  accessFrom: {namespaceSelectors: [{matchLabels: {}}]}\n");
    lab.declare("policy", POLICY_ELSEWHERE);

    run(new ObjectKey(ImagePolicy.KIND, ELSEWHERE));

    assertThat(Lab.ready(lab.state().statuses().read(ImagePolicy.KIND, ELSEWHERE).conditions()))
        .isEqualTo(
            "False/AccessDenied: failed to get the referred ImageRepository: access denied:"
                + " namespaces \"elsewhere\" is forbidden");
  }

  @Test
  void aPolicyInTheNamespaceOfItsRepositoryNeedsNoLabels() {
    lab.declareApp(Lab.semver("1.x"));
    lab.run();

    run(new ObjectKey(ImagePolicy.KIND, Lab.name("app")));

    assertThat(lab.selected()).isEqualTo("1.0.0");
    assertThat(Lab.ready(lab.policy().conditions())).startsWith("True/Succeeded: ");
  }

  @Test
  void anAutomationTellsOfAMissingProxySecret() {
    declareAutomation("proxySecretRef: {name: x}");

    lab.run();

    assertThat(Lab.ready(lab.automation().conditions()))
        .startsWith(
            "False/SourceManagerFailed: failed configuring source manager: secret 'default/x' not"
                + " found");
  }

  @Test
  void anAutomationTellsOfAProxySecretOfNoUse() {
    declareAutomation("proxySecretRef: {name: x}");
    lab.declare("secret", "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n");

    lab.run();

    assertThat(Lab.ready(lab.automation().conditions()))
        .isEqualTo(
            "False/SourceManagerFailed: failed configuring source manager: secret 'default/x': key"
                + " 'address' not found");
  }
}

package dev.freshet.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.reconcile.Run;
import dev.freshet.testkit.git.ServedRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source says when something is wrong, and how it gets over it. */
class SourceFailureIT {
  private static final String MAIN = "  ref: {branch: main}\n";

  @TempDir private Path folder;
  private SourceLab lab;
  private ServedRepository served;

  @BeforeEach
  void start() {
    lab = new SourceLab(folder, "localhost");
    served = lab.server.create("fleet", Map.of("app.yaml", "one"));
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void tellsThatABranchIsMissingAndTriesAgain() {
    lab.declare("fleet", 3, served.url(), "  ref: {branch: other}\n");

    Run run = lab.run("fleet");

    String message =
        "failed to checkout and determine revision: unable to clone '%s': couldn't find remote ref"
                .formatted(served.url())
            + " \"refs/heads/other\"";
    assertThat(run.result()).isEqualTo(Run.Result.FAILED);
    assertThat(run.next()).isEmpty();
    assertThat(lab.conditions("fleet"))
        .containsExactly(
            "Reconciling=True/ProgressingWithRetry: building artifact",
            "Ready=False/GitOperationFailed: " + message,
            "FetchFailed=True/GitOperationFailed: " + message);
    assertThat(lab.status("fleet").observedGeneration()).isEqualTo(-1);
    assertThat(lab.told()).containsExactly("WARNING/GitOperationFailed: " + message);
  }

  @Test
  void keepsTheLastArtifactWhileFetchingFailsAndTellsOfRecovery() {
    lab.declare("fleet", 1, served.url(), MAIN);
    lab.run("fleet");
    var artifact = lab.artifact("fleet");
    served.git("branch", "-m", "main", "gone");
    lab.run("fleet");

    assertThat(lab.artifact("fleet")).isEqualTo(artifact);
    assertThat(lab.conditions("fleet"))
        .hasSize(4)
        .first()
        .isEqualTo("Reconciling=True/ProgressingWithRetry: reconciliation in progress");

    served.git("branch", "-m", "gone", "main");
    lab.run("fleet");

    assertThat(lab.conditions("fleet")).hasSize(2);
    assertThat(lab.told())
        .endsWith(
            "NORMAL/Succeeded: stored artifact for commit '%s'".formatted(artifact.revision()));
  }

  @Test
  void callsAnEmptyRepositoryEmpty() {
    lab.declare("fleet", 1, lab.server.create("empty").url(), MAIN);

    lab.run("fleet");

    assertThat(lab.conditions("fleet"))
        .contains("FetchFailed=True/EmptyGitRepository: git repository is empty");
  }

  @Test
  void tellsThatASparseDirectoryIsMissing() {
    lab.declare("fleet", 1, served.url(), MAIN + "  sparseCheckout: [apps]\n");

    lab.run("fleet");

    assertThat(lab.conditions("fleet"))
        .contains(
            "FetchFailed=True/GitOperationFailed: failed to sparse checkout directories : sparse"
                + " checkout dir 'apps' does not exist in repository: lstat apps: no such file or"
                + " directory");
  }

  @Test
  void waitsForItsSecret() {
    lab.declare("fleet", 1, served.url(), MAIN + "  secretRef: {name: creds}\n");

    Run run = lab.run("fleet");

    assertThat(run.result()).isEqualTo(Run.Result.FAILED);
    assertThat(lab.conditions("fleet"))
        .anyMatch(condition ->
            condition.startsWith(
                "FetchFailed=True/AuthenticationFailed: failed to get secret 'flux-system/creds':"
                    + " failed to get secret 'flux-system/creds': secrets \"creds\" not found"));
  }

  @Test
  void waitsForTheSecretOfItsProxy() {
    lab.declare("fleet", 1, served.url(), MAIN + "  proxySecretRef: {name: proxy}\n");

    lab.run("fleet");

    assertThat(lab.conditions("fleet"))
        .anyMatch(condition ->
            condition.startsWith(
                "FetchFailed=True/AuthenticationFailed: failed to configure proxy options: secret"
                    + " 'flux-system/proxy' not found"));
  }

  @ParameterizedTest
  @CsvSource({
    "semver: 9.x, no match found for semver: 9.x",
    "name: refs/heads/x, unable to resolve ref 'refs/heads/x' to a specific commit",
  })
  void tellsThatNothingIsMeant(String ref, String message) {
    lab.declare("fleet", 1, served.url(), "  ref: {" + ref + "}\n");

    lab.run("fleet");

    assertThat(lab.conditions("fleet"))
        .contains(
            "FetchFailed=True/GitOperationFailed: failed to checkout and determine revision: "
                + message);
  }

  @Test
  void fetchesWithTheCredentialsOfItsSecret() {
    lab.server.requireBasic("bot", "hunter2");
    lab.declare("fleet", 1, served.url(), MAIN + "  secretRef: {name: creds}\n");
    lab.declare(
        "secret",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: creds}
        stringData: {username: bot, password: hunter2}
        """);

    assertThat(lab.run("fleet").result()).isEqualTo(Run.Result.SUCCEEDED);
  }

  @Test
  void tellsOfASecretThatIsOfNoUseWithoutItsContent() {
    lab.declare("fleet", 1, served.url(), MAIN + "  secretRef: {name: creds}\n");
    lab.declare(
        "secret",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: creds}
        stringData: {password: hunter2}
        """);

    lab.run("fleet");

    assertThat(lab.conditions("fleet"))
        .contains(
            "FetchFailed=True/AuthenticationFailed: failed to configure authentication options:"
                + " invalid 'http' auth option: 'password' requires 'username' to be set")
        .noneMatch(condition -> condition.contains("hunter2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ca.crt: garbage | no certificate in the PEM text of the authorities",
        "tls.crt: some, tls.key: thing | no certificate in the PEM text of the client certificate",
        "tls.key: thing | 'tls.crt' and 'tls.key' must be set together",
      })
  void tellsOfCertificatesThatAreOfNoUse(String secret, String problem) {
    lab.declare("fleet", 1, "https://127.0.0.1:1/x.git", MAIN + "  secretRef: {name: creds}\n");
    lab.declare("secret", certificates(secret));

    lab.run("fleet");

    assertThat(lab.conditions("fleet"))
        .contains(
            "FetchFailed=True/AuthenticationFailed: failed to configure authentication options: "
                + problem);
  }

  @Test
  void doesWithoutCertificatesWhereThereIsNoTls() {
    lab.declare("fleet", 1, served.url(), MAIN + "  secretRef: {name: creds}\n");
    lab.declare("secret", certificates("ca.crt: garbage, tls.crt: half"));

    assertThat(lab.run("fleet").result()).isEqualTo(Run.Result.SUCCEEDED);
  }

  private static String certificates(String values) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: creds}
    stringData: {%s}
    """
        .formatted(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  recurseSubmodules: true | FetchFailed=True/FeatureGateDisabled: submodules"
            + " (spec.recurseSubmodules) are not there yet",
        "  verify: {secretRef: {name: keys}} | SourceVerified=False/InvalidVerificationMode:"
            + " verification of signatures (spec.verify) is not there yet",
        "  provider: github | FetchFailed=True/InvalidProviderConfiguration: secretRef with github"
            + " app data must be specified when provider is set to github",
        "  provider: azure | FetchFailed=True/FeatureGateDisabled: provider 'azure' is not there"
            + " yet; use a secretRef with a token",
      })
  void stallsByNameOverWhatItCannotDo(String spec, String condition) {
    lab.declare("fleet", 7, served.url(), MAIN + spec.indent(2).replaceAll("(?m)^ +", "  "));

    Run run = lab.run("fleet");

    String said = condition.substring(condition.indexOf('/'));
    assertThat(run.result()).isEqualTo(Run.Result.STALLED);
    assertThat(lab.conditions("fleet"))
        .containsExactly("Stalled=True" + said, "Ready=False" + said, condition);
    assertThat(lab.status("fleet").observedGeneration()).isEqualTo(7);
  }

  @Test
  void stallsOverAnAddressThatCannotBeReached() {
    lab.declare("fleet", 1, "ssh://git@example.com/fleet.git", MAIN);
    lab.run("fleet");
    assertThat(lab.conditions("fleet"))
        .contains(
            "Stalled=True/FeatureGateDisabled: git over ssh:// is not there yet; use an https://"
                + " URL");

    lab.declare("fleet", 2, "https://bot:hunter2@", MAIN);
    lab.run("fleet");
    assertThat(lab.conditions("fleet"))
        .anyMatch(condition -> condition.startsWith("Stalled=True/URLInvalid: failed to parse url"))
        .noneMatch(condition -> condition.contains("hunter2"));
  }

  @Test
  void getsOverAStallWhenTheSpecChanges() {
    lab.declare("fleet", 1, served.url(), MAIN + "  recurseSubmodules: true\n");
    lab.run("fleet");
    lab.declare("fleet", 2, served.url(), MAIN);

    lab.run("fleet");

    assertThat(lab.conditions("fleet")).hasSize(2).first().asString().startsWith("Ready=True");
  }

  @Test
  void tellsOfAStorageThatCannotBeWritten() throws Exception {
    lab.declare("fleet", 1, served.url(), MAIN);
    Files.createDirectories(folder.resolve("state/artifacts"));
    Files.writeString(folder.resolve("state/artifacts/gitrepository"), "in the way");

    lab.run("fleet");

    assertThat(lab.conditions("fleet"))
        .anyMatch(condition ->
            condition.startsWith(
                "StorageOperationFailed=True/DirectoryCreationFailed: failed to create artifact"
                    + " directory: "))
        .noneMatch(condition -> condition.contains(folder.toString()));
  }
}

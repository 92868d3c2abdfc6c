package dev.freshet.operator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freshet.core.InvalidInputException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which cluster is worked on is never a guess. */
class ClusterOptionsTest {
  /** The name under which the client library looks for what a shell has as KUBECONFIG. */
  private static final String KUBECONFIG = "kubeconfig";

  private static final String POD_HOST = "KUBERNETES_SERVICE_HOST";
  private static final String POD_PORT = "KUBERNETES_SERVICE_PORT";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeKubeconfig() throws IOException {
    file =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: here
            contexts:
              - {name: here, context: {cluster: one, user: me}}
              - {name: there, context: {cluster: two, user: me}}
              - {name: nowhere, context: {cluster: three, user: me}}
              - {name: nobody, context: {cluster: one, user: you}}
            clusters:
              - {name: one, cluster: {server: "https://one.example"}}
              - {name: two, cluster: {server: "https://two.example"}}
            users:
              - {name: me, user: {token: secret-token}}
            """);
  }

  @AfterEach
  void forget() {
    List.of(KUBECONFIG, POD_HOST, POD_PORT).forEach(System::clearProperty);
  }

  @Test
  void takesTheCurrentContextOrTheOneThatIsNamed() {
    assertThat(server(Optional.of(file), Optional.empty())).isEqualTo("https://one.example/");
    assertThat(server(Optional.of(file), Optional.of("there"))).isEqualTo("https://two.example/");

    System.setProperty(KUBECONFIG, file.toString());

    assertThat(server(Optional.empty(), Optional.empty())).isEqualTo("https://one.example/");
    assertThat(server(Optional.empty(), Optional.of("there"))).isEqualTo("https://two.example/");
  }

  @ParameterizedTest
  @CsvSource({
    "nope, context \"nope\" does not exist",
    "nowhere, 'context \"nowhere\": cluster \"three\" does not exist'",
    "nobody, 'context \"nobody\": user \"you\" does not exist'",
  })
  void refusesAContextThatIsNotThere(String context, String problem) {
    String message = "kubeconfig %s: %s".formatted(file, problem);

    assertThatItRefuses(Optional.of(file), Optional.of(context)).isEqualTo(message);

    System.setProperty(KUBECONFIG, file.toString());

    assertThatItRefuses(Optional.empty(), Optional.of(context)).isEqualTo(message);
  }

  @Test
  void refusesAKubeconfigThatChoosesNoContext() throws IOException {
    Files.writeString(file, Files.readString(file).replace("current-context: here", ""));

    assertThatItRefuses(Optional.of(file), Optional.empty())
        .isEqualTo(
            "kubeconfig %s: its current context is not set, or not there, and no other is named"
                .formatted(file));
    assertThat(server(Optional.of(file), Optional.of("there"))).isEqualTo("https://two.example/");
  }

  @ParameterizedTest
  @CsvSource({
    "garbage: [, it is no YAML that can be read: see line 3",
    "users: secret-token, it is no kubeconfig",
    "secret-token, it is no kubeconfig",
    "users: [{user: secret-token}], it is no kubeconfig",
  })
  void refusesAFileThatIsNoKubeconfigInOneLineWithoutItsText(String text, String problem)
      throws IOException {
    Files.writeString(file, "# a kubeconfig\n" + text + "\n");
    String message = "kubeconfig %s: %s".formatted(file, problem);

    assertThatItRefuses(Optional.of(file), Optional.empty()).isEqualTo(message);

    System.setProperty(KUBECONFIG, file.toString());

    assertThatItRefuses(Optional.empty(), Optional.empty()).isEqualTo(message);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path missing = folder.resolve("missing");

    assertThatItRefuses(Optional.of(missing), Optional.empty())
        .isEqualTo("kubeconfig %s: it cannot be read".formatted(missing));
  }

  @Test
  void takesThePodsOwnClusterWhereThereIsNoKubeconfig() {
    System.setProperty(KUBECONFIG, folder.resolve("missing").toString());
    System.setProperty(POD_HOST, "10.0.0.1");
    System.setProperty(POD_PORT, "443");

    assertThat(server(Optional.empty(), Optional.empty())).isEqualTo("https://10.0.0.1:443/");
    assertThatItRefuses(Optional.empty(), Optional.of("there"))
        .endsWith("context \"there\" does not exist");
  }

  @Test
  void refusesToGuessAClusterWhenNothingNamesOne() {
    assumeThat(System.getenv(POD_HOST)).isNull();
    Path missing = folder.resolve("missing");
    System.setProperty(KUBECONFIG, missing.toString());

    assertThatItRefuses(Optional.empty(), Optional.empty())
        .isEqualTo(
            "kubeconfig %s: it is not there or empty, nor is there the service account of a Pod"
                .formatted(missing));
  }

  private static String server(Optional<Path> kubeconfig, Optional<String> context) {
    try (KubernetesClient client = new ClusterOptions(kubeconfig, context, "0.1.0").connect()) {
      return client.getMasterUrl().toString();
    }
  }

  private static AbstractStringAssert<?> assertThatItRefuses(
      Optional<Path> kubeconfig, Optional<String> context) {
    return assertThatThrownBy(() -> server(kubeconfig, context))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .doesNotContain("secret-token")
        .doesNotContain("\n");
  }
}

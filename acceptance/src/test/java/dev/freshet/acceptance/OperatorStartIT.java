package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code freshet operator} and {@code freshet install} refuse before they reach a cluster. */
class OperatorStartIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"operator, 2", "install, 1"})
  void aContextThatIsNotThereEndsTheProcess(String command, int code) throws IOException {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("config"),
            """
            current-context: here
            contexts: [{name: here, context: {cluster: here}}]
            clusters: [{name: here, cluster: {server: "https://127.0.0.1:1"}}]
            """);

    Outcome outcome =
        Freshet.run(folder, command, "--kubeconfig=" + kubeconfig, "--context=nope");

    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.err().lines().toList().getLast())
        .isEqualTo("✗ kubeconfig %s: context \"nope\" does not exist".formatted(kubeconfig));
  }

  @Test
  void aKubeconfigThatIsNoneEndsTheProcessWithOneLine() throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("config"), "garbage: [\n");

    Outcome outcome = Freshet.run(folder, "operator", "--kubeconfig=" + kubeconfig);

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "✗ kubeconfig %s: it is no YAML that can be read: see line 2\n".formatted(kubeconfig));
  }
}

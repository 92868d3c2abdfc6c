package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.cli.get.GetCommand;
import dev.freshet.cli.table.ObjectRow;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.cli.terminal.Output;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.OutsideText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What registries, Git servers, files and statuses say is shown, and steers no terminal. */
class HostileWordsTest {
  private static final String HOSTILE =
      "a\u001b[2J\u009b31m\u202egnp.exe\u2066\u0000\u0007\r\u007f\u0085\u2028\u200b\ud800x";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void areShownInTables(String format) throws IOException {
    var row =
        new ObjectRow(
            ImagePolicy.KIND,
            new NamespacedName("flux-system", "podinfo"),
            Map.of(),
            List.of("ghcr.io/" + HOSTILE, HOSTILE + "\ttab"),
            Conditions.NONE.with(
                new Condition(
                    Condition.READY, ConditionStatus.FALSE, "Failed", HOSTILE, Instant.EPOCH, 1)));
    var get =
        FreshetCommand.over(
            GetCommand.spec(
                FreshetControllers.kindsOfAFolder(), (_, _) -> new StatusSnapshot(List.of(row))));

    execute(get, "get", "images", "policy", "-o", format);

    assertThat(out.toString()).contains("gnp.exe").isEqualTo(OutsideText.lines(out.toString()));
    if (format.equals("json")) {
      assertThat(new ObjectMapper().readTree(out.toString()).at("/0/tag").asText())
          .isEqualTo(HOSTILE + "\ttab");
    } else {
      assertThat(out.toString().lines()).hasSize(2);
      assertThat(out.toString().lines().toList().getLast().split("\t", -1)).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void areShownInExplanations(String format) throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            """
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImagePolicy
            metadata: {name: podinfo, namespace: flux-system}
            spec:
              imageRepositoryRef: {name: podinfo}
              filterTags: {pattern: "^.*\\e?"}
              policy: {alphabetical: {}}
            """);
    Path tags = Files.writeString(folder.resolve("tags"), HOSTILE.replace("\ud800", "") + "\n1\n");

    int code =
        execute(
            Main.commandLine(),
            "explain",
            "policy",
            "-f",
            policy.toString(),
            "--tags",
            tags.toString(),
            "-o",
            format);

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString()).contains("gnp.exe").isEqualTo(OutsideText.lines(out.toString()));
  }

  static Stream<List<String>> wrong() {
    return Stream.of(
        List.of(HOSTILE),
        List.of("--" + HOSTILE),
        List.of("-n", HOSTILE, "get", "images", "all"),
        List.of("get", "images", "policy", HOSTILE),
        List.of("get", "images", HOSTILE),
        List.of("get", "images", "all", "-l", HOSTILE),
        List.of("get", "images", "all", "-o", HOSTILE),
        List.of("explain", "policy", HOSTILE),
        List.of("explain", "policy", "-f", HOSTILE, "--tags", "-"),
        List.of("reconcile", "image", "policy", HOSTILE),
        List.of("reconcile", "image", "policy", "x", "--timeout", HOSTILE),
        List.of("run", "--from", "/" + HOSTILE, "--once"),
        List.of("run", "--from", "https://x/" + HOSTILE, "--once", "--branch", HOSTILE),
        List.of("preview", "--from", "/" + HOSTILE),
        List.of("operator", "--kubeconfig", HOSTILE),
        List.of("operator", "--log-level", HOSTILE),
        List.of("operator", "--" + HOSTILE),
        List.of("install", "--kubeconfig", HOSTILE),
        List.of("install", "--export", "--image", HOSTILE));
  }

  @Test
  void areShownInErrors() {
    wrong()
        .forEach(command -> {
          err.getBuffer().setLength(0);

          int code = execute(Main.commandLine(), command.toArray(String[]::new));

          assertThat(code).as("%s", command).isNotZero();
          assertThat(err.toString())
              .as("%s", command)
              .startsWith("✗ ")
              .isEqualTo(OutsideText.lines(err.toString()));
          assertThat(out.toString()).isEmpty();
        });
  }

  @Test
  void keepTheLinesOfADiffAsTheyAre() {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out));

    Output.of(command.getCommandSpec()).print("-\ta: 1\r\n+\ta: \u001b2\r\n\r+\n");

    assertThat(out.toString()).isEqualTo("-\ta: 1\r\n+\ta: \uFFFD2\r\n\uFFFD+\n");
  }

  /** Whoever prints past it prints what others said. */
  @Test
  void passOnePlaceOnTheirWayToATerminal() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      List<String> printing =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .filter(HostileWordsTest::prints)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();

      assertThat(printing)
          .containsExactly(
              "CacheTraining.java", // for the build
              "CommandGroup.java", // its own usage
              "Output.java",
              "Progress.java"); // its own words, on a terminal
    }
  }

  private static boolean prints(Path file) {
    try {
      String source = Files.readString(file);
      return Stream.of("getOut()", "getErr()", "System.out", "System.err")
          .anyMatch(source::contains);
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }

  private int execute(CommandLine command, String... arguments) {
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}

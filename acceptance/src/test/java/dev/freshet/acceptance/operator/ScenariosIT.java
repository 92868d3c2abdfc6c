package dev.freshet.acceptance.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.kube.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator answers as recorded. All scenarios are run once, side by side, before the first is
 * judged; the property {@code scenarios} names those to run, separated by commas.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenariosIT {
  private final Map<String, ScenarioRunner.Outcome> outcomes = new ConcurrentHashMap<>();
  private final Map<String, Scenario> scenarios = new TreeMap<>();

  @BeforeAll
  void run(@TempDir Path folder) throws IOException {
    Path checkout = checkout();
    String only = System.getProperty("scenarios", "");
    List<String> names = List.of(only.split(","));
    for (Scenario each : Scenario.in(checkout.resolve("acceptance/src/test/resources/operator"))) {
      if (Files.exists(each.expected()) && (only.isEmpty() || names.contains(each.name()))) {
        scenarios.put(each.name(), each);
      }
    }
    List<String> definitions = List.of("-k", checkout.resolve("deploy/crds").toString());
    try (SharedFixtures shared = new SharedFixtures(folder, definitions)) {
      Path launcher =
          Optional.ofNullable(System.getProperty("freshet.bin"))
              .map(Path::of)
              .orElse(checkout.resolve("bin/freshet"));
      ScenarioRunner runner =
          new ScenarioRunner(
              shared,
              (place, flags) ->
                  Controllers.freshet(launcher, place, shared.plane.kubeconfig(User.ADMIN), flags));
      runner.run(
          List.copyOf(scenarios.values()),
          (scenario, outcome) -> outcomes.put(scenario.name(), outcome));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void answersAsRecorded(String name) throws IOException {
    ScenarioRunner.Outcome outcome = Objects.requireNonNull(outcomes.get(name));

    switch (outcome) {
      case ScenarioRunner.Failed(var cause) -> throw new AssertionError(cause);
      case ScenarioRunner.Answered(var answer) -> {
        String recorded = Files.readString(Objects.requireNonNull(scenarios.get(name)).expected());
        assertThat(AnswerText.parse(recorded).differencesOf(answer)).isEmpty();
      }
    }
  }

  Stream<String> names() {
    return scenarios.keySet().stream();
  }

  private static Path checkout() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("Makefile")))
        .findFirst()
        .orElseThrow();
  }
}

package dev.freshet.acceptance.operator;

import dev.freshet.testkit.kube.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Performs scenarios before Flux's controllers, or before Freshet's, and writes down what they
 * answer, or compares it with what is written. Run by hand:
 * acceptance/src/test/resources/operator/README.md says how.
 */
final class RecordScenarios {
  private RecordScenarios() {}

  /** Arguments: {@code record} or {@code compare}, then names of scenarios; none means all. */
  public static void main(String... arguments) throws IOException {
    String flux = System.getProperty("flux.bin", "");
    Function<Scenario, Path> file = flux.isEmpty() ? Scenario::expected : Scenario::recorded;
    Path root = Path.of(System.getProperty("scenarios"));
    List<String> definitions =
        Stream.of(System.getProperty("crds").split(",")).map(path -> "-f=" + path).toList();
    boolean writes = arguments[0].equals("record");
    Set<String> names = Set.copyOf(List.of(arguments).subList(1, arguments.length));
    List<Scenario> scenarios =
        Scenario.in(root).stream()
            .filter(one -> names.isEmpty() || names.contains(one.name()))
            .toList();
    Path folder = Files.createTempDirectory("flux");
    try (SharedFixtures shared = new SharedFixtures(folder, definitions)) {
      Path kubeconfig = shared.plane.kubeconfig(User.ADMIN);
      ScenarioRunner runner =
          new ScenarioRunner(
              shared,
              (place, flags) ->
                  flux.isEmpty()
                      ? Controllers.freshet(
                          Path.of(System.getProperty("freshet.bin")), place, kubeconfig, flags)
                      : Controllers.flux(Path.of(flux), place, kubeconfig, flags));
      runner.run(
          scenarios, (scenario, outcome) -> tell(scenario, file.apply(scenario), outcome, writes));
    }
    System.out.println("controllers' logs: " + folder);
    System.exit(0);
  }

  private static void tell(
      Scenario scenario, Path file, ScenarioRunner.Outcome outcome, boolean writes) {
    switch (outcome) {
      case ScenarioRunner.Failed(var cause) -> {
        System.out.println("FAILED " + scenario.name());
        cause.printStackTrace(System.out);
      }
      case ScenarioRunner.Answered(var answer) -> {
        try {
          if (writes) {
            Files.writeString(file, answer.print());
            System.out.println("recorded " + scenario.name());
          } else {
            AnswerText expected = AnswerText.parse(Files.readString(file));
            List<String> differences = expected.differencesOf(answer);
            System.out.println((differences.isEmpty() ? "same " : "DIFFERENT ") + scenario.name());
            differences.forEach(System.out::println);
          }
        } catch (IOException cause) {
          throw new UncheckedIOException(cause);
        }
      }
    }
  }
}

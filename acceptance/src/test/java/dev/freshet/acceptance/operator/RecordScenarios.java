package dev.freshet.acceptance.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Performs scenarios before Flux's controllers and writes down what they answer, or compares it
 * with what is written. Run by hand: acceptance/src/test/resources/operator/README.md says how.
 */
final class RecordScenarios {
  private RecordScenarios() {}

  /** Arguments: {@code record} or {@code compare}, then names of scenarios; none means all. */
  public static void main(String... arguments) throws IOException {
    Path programs = Path.of(System.getProperty("flux.bin"));
    Path root = Path.of(System.getProperty("scenarios"));
    List<String> definitions =
        Stream.of(System.getProperty("flux.crds").split(",")).map(path -> "-f=" + path).toList();
    boolean writes = arguments[0].equals("record");
    Set<String> names = Set.copyOf(List.of(arguments).subList(1, arguments.length));
    List<Scenario> scenarios =
        Scenario.in(root).stream()
            .filter(one -> names.isEmpty() || names.contains(one.name()))
            .toList();
    Path folder = Files.createTempDirectory("flux");
    try (Ground ground = new Ground(folder, definitions)) {
      Theatre theatre =
          new Theatre(
              ground,
              (place, flags) ->
                  Controllers.flux(
                      programs,
                      place,
                      ground.plane.kubeconfig(dev.freshet.testkit.kube.User.ADMIN),
                      flags));
      theatre.play(scenarios, (scenario, answer) -> tell(scenario, answer, writes));
    }
    System.out.println("controllers' logs: " + folder);
    System.exit(0);
  }

  private static void tell(Scenario scenario, Theatre.Outcome outcome, boolean writes) {
    switch (outcome) {
      case Theatre.Failed(var cause) -> {
        System.out.println("FAILED " + scenario.name());
        cause.printStackTrace(System.out);
      }
      case Theatre.Answered(var script) -> {
        try {
          if (writes) {
            Files.writeString(scenario.recorded(), script.print());
            System.out.println("recorded " + scenario.name());
          } else {
            Script expected = Script.parse(Files.readString(scenario.recorded()));
            List<String> differences = expected.differencesOf(script);
            System.out.println(
                (differences.isEmpty() ? "same " : "DIFFERENT ") + scenario.name());
            differences.forEach(System.out::println);
          }
        } catch (IOException cause) {
          throw new java.io.UncheckedIOException(cause);
        }
      }
    }
  }
}

package dev.freshet.benchmarks.scenario;

import dev.freshet.benchmarks.lab.Command;
import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.lab.Memory;
import dev.freshet.benchmarks.lab.Remote;
import dev.freshet.benchmarks.lab.RunningFreshet;
import dev.freshet.benchmarks.table.Figure;
import dev.freshet.benchmarks.table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The commands that do next to nothing, where only the start counts; and a process at rest. */
public record Start() implements Scenario {
  private static final int RUNS = 11;

  @Override
  public List<Row> measure(Lab lab) throws IOException, InterruptedException {
    Remote remote = lab.remote("rest", Tree.of(10, 1, lab.image(Lab.PODINFO)));
    new Updates(lab).newTag();
    Path state = lab.fresh("state");
    Figure resident;
    try (RunningFreshet running =
        lab.freshet().start(lab.podinfo("rest-objects", remote, "main"), state)) {
      var automation = RunningFreshet.automation("flux-system");
      running.await("the first run", running.started(), () -> running.isReady(automation));
      resident = Memory.resident(running.process());
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Figure jvm = median(() -> Command.run(new ProcessBuilder(java, "-version")).taken());
    Figure version = median(() -> lab.freshet().run("--version").taken());
    Figure get =
        median(
            () -> lab.freshet().run("get", "images", "all", "--state", state.toString()).taken());
    return List.of(
        Row.of("freshet --version", version)
            .withTarget(Figure.seconds(0.2))
            .beside("java -version", jvm),
        Row.of("freshet get images all", get)
            .withTarget(Figure.seconds(0.25))
            .beside("java -version", jvm),
        Row.of("the guide's objects, resident memory after the first run", resident)
            .withTarget(Figure.megabytes(250))
            .withFlux(Figure.megabytes(332)));
  }

  private static Figure median(Supplier<Duration> work) {
    List<Duration> taken = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      taken.add(work.get());
    }
    return Figure.median(taken);
  }
}

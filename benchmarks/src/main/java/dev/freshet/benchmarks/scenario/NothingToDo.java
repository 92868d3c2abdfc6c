package dev.freshet.benchmarks.scenario;

import dev.freshet.benchmarks.lab.BenchmarkException;
import dev.freshet.benchmarks.lab.Command;
import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.lab.Objects;
import dev.freshet.benchmarks.lab.Remote;
import dev.freshet.benchmarks.lab.RunningFreshet;
import dev.freshet.benchmarks.table.Figure;
import dev.freshet.benchmarks.table.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An automation with a push branch of its own that finds everything as it left it. */
public record NothingToDo(int files) implements Scenario {
  private static final int RUNS = 9;

  @Override
  public List<Row> measure(Lab lab) throws IOException, InterruptedException {
    Remote remote = lab.remote("no-op", Tree.of(files, 1, lab.image(Lab.PODINFO)));
    new Updates(lab).newTag();
    Objects objects = lab.podinfo("no-op-objects", remote, "updates");
    List<Duration> inside = new ArrayList<>();
    List<Duration> commands = new ArrayList<>();
    List<Duration> plain = new ArrayList<>();
    var automation = RunningFreshet.automation("flux-system");
    try (RunningFreshet running = lab.freshet().start(objects, lab.fresh("state"))) {
      running.await("the first commit", running.started(), () -> running.isReady(automation));
      String pushed = remote.head("updates");
      for (int i = 0; i < RUNS; i++) {
        long start = System.nanoTime();
        String token = running.ask(automation);
        inside.add(
            running.await("the answer", start, () -> running.hasAnswered(automation, token)));
        long begun = System.nanoTime();
        Updates.requireSuccess(running.reconcile("update", "flux-system"));
        commands.add(Duration.ofNanos(System.nanoTime() - begun));
        plain.add(Command.git("ls-remote", remote.url()).taken());
      }
      if (!remote.head("updates").equals(pushed)) {
        throw new BenchmarkException("there was something to do");
      }
    }
    String what = "%,d files, separate push branch, nothing to do".formatted(files);
    Figure git = Figure.median(plain);
    return List.of(
        Row.of(what + ": request → answer", Figure.median(inside))
            .withTarget(Figure.seconds(0.1))
            .withFlux(Figure.seconds(6))
            .beside("git ls-remote", git),
        Row.of(what + ": reconcile command, start to end", Figure.median(commands))
            .withFlux(Figure.seconds(6))
            .beside("git ls-remote", git));
  }
}

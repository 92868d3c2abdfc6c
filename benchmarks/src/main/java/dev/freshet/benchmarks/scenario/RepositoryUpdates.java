package dev.freshet.benchmarks.scenario;

import dev.freshet.benchmarks.lab.BenchmarkException;
import dev.freshet.benchmarks.lab.Freshet;
import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.lab.Memory;
import dev.freshet.benchmarks.lab.Objects;
import dev.freshet.benchmarks.lab.PlainGit;
import dev.freshet.benchmarks.lab.Remote;
import dev.freshet.benchmarks.lab.RunningFreshet;
import dev.freshet.benchmarks.table.Figure;
import dev.freshet.benchmarks.table.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository of so many files and markers, updated by a new process with nothing, and by a
 * running one, beside {@code git} on a copy at the same server.
 */
public record RepositoryUpdates(String name, int files, int markers, Expected expected)
    implements Scenario {
  private static final int NEW_PROCESSES = 3;
  private static final int LATER_UPDATES = 5;

  public record Expected(Optional<Figure> cold, Figure warm, Figure flux) {}

  @Override
  public List<Row> measure(Lab lab) throws IOException, InterruptedException {
    Map<String, String> tree = Tree.of(files, markers, lab.image(Lab.PODINFO));
    Remote remote = lab.remote(name, tree);
    Remote copy = remote.copy(name + "-plain");
    List<String> marked = List.copyOf(tree.keySet()).subList(0, markers);
    Updates updates = new Updates(lab);
    updates.newTag();
    var git = new PlainGit(copy, lab.fresh("clone"), marked);
    Objects objects = lab.podinfo(name + "-objects", remote, "main");

    List<Figure> cold = new ArrayList<>();
    List<Figure> peaks = new ArrayList<>();
    List<Duration> second = new ArrayList<>();
    List<Duration> later = new ArrayList<>();
    List<Duration> inside = new ArrayList<>();
    for (int i = 0; i < NEW_PROCESSES; i++) {
      remote.reset();
      Freshet.Once once = lab.freshet().once(objects, lab.fresh("state"));
      requireUpdated(remote);
      cold.add(once.taken());
      peaks.add(once.peak());

      remote.reset();
      String start = remote.head();
      try (RunningFreshet running = lab.freshet().start(objects, lab.fresh("state"))) {
        running.await("the first commit", running.started(), () -> !remote.head().equals(start));
        second.add(updates.byCommand(running, remote));
        for (int k = 0; k < LATER_UPDATES; k++) {
          later.add(updates.byCommand(running, remote));
          inside.add(updates.byRequest(running, remote));
        }
        requireUpdated(remote);
        if (i == NEW_PROCESSES - 1) {
          peaks.add(Memory.peakSoFar(running.process()));
        }
      }
    }
    List<Duration> plain = new ArrayList<>();
    Duration fromNothing = git.fromNothing("5.0.1000");
    for (int i = 0; i < LATER_UPDATES; i++) {
      plain.add(git.again("5.0." + (1001 + i)));
    }
    return rows(cold, peaks, second, later, inside, fromNothing, plain);
  }

  private void requireUpdated(Remote remote) {
    long lines = remote.git("diff", "--numstat", "start", "main").lines().count();
    if (lines != markers) {
      throw new BenchmarkException("%d of %d files were updated".formatted(lines, markers));
    }
  }

  private List<Row> rows(
      List<Figure> cold,
      List<Figure> peaks,
      List<Duration> second,
      List<Duration> later,
      List<Duration> inside,
      Duration fromNothing,
      List<Duration> plain) {
    String what = "%,d files, %,d marker%s".formatted(files, markers, markers == 1 ? "" : "s");
    Row coldRow =
        Row.of(what + ", cold: new process, empty state → done", Figure.medianOfFigures(cold))
            .beside("git clone --depth 1, commit, push", Figure.of(fromNothing));
    String tools = "git pull, commit, push";
    Figure git = Figure.median(plain);
    List<Row> rows = new ArrayList<>();
    rows.add(
        expected
            .cold()
            .map(most -> coldRow.withTarget(most).withFlux(expected.flux()))
            .orElse(coldRow));
    rows.add(
        Row.of(what + ", second update: reconcile command → commit", Figure.median(second))
            .withTarget(expected.warm())
            .withFlux(expected.flux())
            .beside(tools, git));
    rows.add(
        Row.of(what + ", later updates: reconcile command → commit", Figure.median(later))
            .withTarget(expected.warm())
            .withFlux(expected.flux())
            .beside(tools, git));
    rows.add(
        Row.of(what + ", later updates: request → commit, no command", Figure.median(inside))
            .withTarget(expected.warm())
            .withFlux(expected.flux())
            .beside(tools, git));
    rows.add(
        Row.of(
                what + ", peak memory of run --once",
                Figure.medianOfFigures(peaks.subList(0, NEW_PROCESSES)))
            .withTarget(Figure.megabytes(350)));
    rows.add(
        Row.of(
                what + ", peak memory of run after %d updates".formatted(2 + 2 * LATER_UPDATES),
                peaks.getLast())
            .withTarget(Figure.megabytes(350)));
    return rows;
  }
}

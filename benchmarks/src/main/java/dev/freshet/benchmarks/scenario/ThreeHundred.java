package dev.freshet.benchmarks.scenario;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.lab.Memory;
import dev.freshet.benchmarks.lab.Objects;
import dev.freshet.benchmarks.lab.Remote;
import dev.freshet.benchmarks.lab.RunningFreshet;
import dev.freshet.benchmarks.table.Figure;
import dev.freshet.benchmarks.table.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A large installation in one process: how soon everything is resolved, and what it weighs. */
public record ThreeHundred(int repositories, int tags, int files) implements Scenario {
  private static final int STARTS = 3;

  @Override
  public List<Row> measure(Lab lab) throws IOException, InterruptedException {
    for (int i = 0; i < repositories; i++) {
      lab.servers().fill(repository(i), tags);
    }
    List<Duration> resolved = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      try (RunningFreshet running =
          lab.freshet().start(objects(lab, "resolved"), lab.fresh("state"))) {
        resolved.add(awaitPolicies(running));
      }
    }
    String what = "%d image repositories of %,d tags and policies".formatted(repositories, tags);
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.of(what + ": start of the process → all resolved", Figure.median(resolved))
            .withTarget(Figure.seconds(2))
            .withFlux(Figure.seconds(9)));
    rows.addAll(loaded(lab, what));
    return rows;
  }

  private List<Row> loaded(Lab lab, String what) throws IOException, InterruptedException {
    Remote remote = lab.remote("loaded", Tree.of(files, files / 10, lab.image(Lab.PODINFO)));
    Updates updates = new Updates(lab);
    updates.newTag();
    Objects objects =
        objects(lab, "loaded")
            .repository("podinfo", lab.image(Lab.PODINFO))
            .policy("podinfo", "5.0.x")
            .source("flux-system", remote.url())
            .automation("flux-system", "flux-system", "./", "main");
    try (RunningFreshet running = lab.freshet().start(objects, lab.fresh("state"))) {
      String start = remote.head();
      awaitPolicies(running);
      running.await("the first commit", running.started(), () -> !remote.head().equals(start));
      updates.byRequest(running, remote);
      for (int i = 0; i < repositories; i++) {
        var repository = RunningFreshet.repository("app-" + i);
        String token = running.ask(repository);
        running.await("a scan", System.nanoTime(), () -> running.hasAnswered(repository, token));
      }
      updates.byRequest(running, remote);
      String all = "%s and a %,d-file repository".formatted(what, files);
      return List.of(
          Row.of(all + ": resident memory", Memory.resident(running.process()))
              .withTarget(Figure.megabytes(350))
              .withFlux(Figure.megabytes(517)),
          Row.of(all + ": peak memory", Memory.peakSoFar(running.process()))
              .withTarget(Figure.megabytes(350))
              .withFlux(Figure.megabytes(517)));
    }
  }

  private Objects objects(Lab lab, String name) throws IOException {
    Objects objects = lab.objects(name + "-objects");
    for (int i = 0; i < repositories; i++) {
      objects.find(ImageRepository.KIND, "app-" + i, lab.image(repository(i))).policy("app-" + i, ">=0.1.0");
    }
    return objects;
  }

  private static String repository(int i) {
    return "three-hundred/app-" + i;
  }

  private Duration awaitPolicies(RunningFreshet running) throws InterruptedException {
    var waiting =
        new ArrayList<>(
            IntStream.range(0, repositories)
                .mapToObj(i -> RunningFreshet.policy("app-" + i))
                .toList());
    return running.await(
        "the selections",
        running.started(),
        () -> {
          while (!waiting.isEmpty() && running.isReady(waiting.getLast())) {
            waiting.removeLast();
          }
          return waiting.isEmpty();
        });
  }
}

package dev.freshet.benchmarks.scenario;

import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.lab.Objects;
import dev.freshet.benchmarks.lab.Remote;
import dev.freshet.benchmarks.lab.RunningFreshet;
import dev.freshet.benchmarks.table.Figure;
import dev.freshet.benchmarks.table.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ten teams with a folder and an automation each, all pushing to one branch. */
public record TenAutomations() implements Scenario {
  private static final int TEAMS = 10;
  private static final int ROUNDS = 5;

  @Override
  public List<Row> measure(Lab lab) throws IOException, InterruptedException {
    Map<String, String> tree = new LinkedHashMap<>();
    for (int i = 0; i < TEAMS; i++) {
      tree.put(
          "team-%d/app.yaml".formatted(i),
          Tree.application("app-" + i, lab.image(Lab.PODINFO) + ":5.0.0" + Tree.marker("podinfo")));
    }
    Remote remote = lab.remote("ten", tree);
    Updates updates = new Updates(lab);
    updates.newTag();
    Objects objects =
        lab.objects("ten-objects")
            .repository("podinfo", lab.image(Lab.PODINFO))
            .policy("podinfo", "5.0.x")
            .source("flux-system", remote.url());
    for (int i = 0; i < TEAMS; i++) {
      objects.find(ImageUpdateAutomation.KIND, "team-" + i, "flux-system", "./team-" + i, "main");
    }
    List<Duration> taken = new ArrayList<>();
    long failed;
    try (RunningFreshet running = lab.freshet().start(objects, lab.fresh("state"))) {
      await(running, remote, remote.head("start"), running.started());
      for (int round = 0; round < ROUNDS; round++) {
        String before = remote.head();
        updates.newTag();
        long start = System.nanoTime();
        Process command = running.reconcile("repository", "podinfo");
        taken.add(await(running, remote, before, start));
        Updates.requireSuccess(command);
      }
      failed = running.complaints().count();
    }
    return List.of(
        Row.of(
                "%d automations on one branch, all pushed, %d failed: reconcile command → last commit"
                    .formatted(TEAMS, failed),
                Figure.median(taken))
            .withTarget(Figure.seconds(0.7))
            .withFlux(Figure.seconds(6.5)));
  }

  private static Duration await(RunningFreshet running, Remote remote, String before, long start)
      throws InterruptedException {
    // Counting commits costs a process: only when the branch has moved.
    String[] last = {before};
    return running.await(
        "a commit of each automation",
        start,
        () -> {
          String head = remote.head();
          if (head.equals(last[0])) {
            return false;
          }
          last[0] = head;
          return remote.commitsSince(before) == TEAMS;
        });
  }
}

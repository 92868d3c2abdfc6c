package dev.freshet.benchmarks.scenario;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.source.GitRepository;
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

/** Many images in one repository that all have a new tag at once. */
public record ManyPolicies(int policies, int markers) implements Scenario {
  private static final int ROUNDS = 5;

  @Override
  public List<Row> measure(Lab lab) throws IOException, InterruptedException {
    Objects objects = lab.objects("many-objects");
    for (int i = 0; i < policies; i++) {
      lab.servers().push(repository(i), "1.0.0", "1.0.1");
      objects.find(ImageRepository.KIND, "app-" + i, lab.image(repository(i))).policy("app-" + i, "1.0.x");
    }
    Map<String, String> tree = new LinkedHashMap<>();
    for (int i = 0; i < markers; i++) {
      int policy = i % policies;
      tree.put(
          "apps/app-%d.yaml".formatted(i),
          Tree.application(
              "app-" + i, lab.image(repository(policy)) + ":1.0.0" + Tree.marker("app-" + policy)));
    }
    Remote remote = lab.remote("many", tree);
    objects
        .find(GitRepository.KIND, "flux-system", remote.url())
        .automation("flux-system", "flux-system", "./", "main");
    List<Duration> taken = new ArrayList<>();
    int commits = 0;
    try (RunningFreshet running = lab.freshet().start(objects, lab.fresh("state"))) {
      await(running, remote, "1.0.1", running.started());
      for (int round = 0; round < ROUNDS; round++) {
        String tag = "1.0." + (2 + round);
        String before = remote.head();
        for (int i = 0; i < policies; i++) {
          lab.servers().push(repository(i), tag);
        }
        long start = System.nanoTime();
        for (int i = 0; i < policies; i++) {
          running.ask(RunningFreshet.repository("app-" + i));
        }
        taken.add(await(running, remote, tag, start));
        commits += remote.commitsSince(before);
      }
    }
    return List.of(
        Row.of(
                "%d policies, %d markers, new tags for all: requests → all committed (%.1f commits)"
                    .formatted(policies, markers, (double) commits / ROUNDS),
                Figure.median(taken))
            .withTarget(Figure.seconds(3))
            .withFlux(Figure.seconds(30)));
  }

  private static String repository(int i) {
    return "team/app-" + i;
  }

  private Duration await(RunningFreshet running, Remote remote, String tag, long start)
      throws InterruptedException {
    String[] last = {""};
    return running.await(
        "the commit of " + tag,
        start,
        () -> {
          String head = remote.head();
          if (head.equals(last[0])) {
            return false;
          }
          last[0] = head;
          return remote
                  .git("diff", "-U0", "start", head)
                  .lines()
                  .filter(line -> line.startsWith("+ ") && line.contains(":" + tag + " #"))
                  .count()
              == markers;
        });
  }
}

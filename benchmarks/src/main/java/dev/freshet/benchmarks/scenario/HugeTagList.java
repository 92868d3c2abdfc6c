package dev.freshet.benchmarks.scenario;

import dev.freshet.benchmarks.lab.BenchmarkException;
import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.lab.Objects;
import dev.freshet.benchmarks.lab.PlainHttp;
import dev.freshet.benchmarks.lab.RunningFreshet;
import dev.freshet.benchmarks.table.Figure;
import dev.freshet.benchmarks.table.Row;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.core.policy.SemVerPolicy;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.registry.TagList;
import dev.freshet.engine.registry.auth.RegistryAccess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A repository with very many tags: read page by page, selected from, and both in a process. */
public record HugeTagList(int tags) implements Scenario {
  private static final String REPOSITORY = "team/huge";
  private static final String RANGE = ">=1.0.0 <39.0.0";
  private static final int WARM_UP = 6;
  private static final int RUNS = 9;

  @Override
  public List<Row> measure(Lab lab) throws IOException, InterruptedException {
    lab.servers().fill(REPOSITORY, tags);
    ImageName image = ImageName.parse(lab.image(REPOSITORY));
    List<Row> rows = new ArrayList<>();
    List<Duration> scans = new ArrayList<>();
    List<Duration> plain = new ArrayList<>();
    List<Tag> listed = List.of();
    URI first =
        URI.create(
            "http://%s/v2/%s/tags/list?n=1000".formatted(lab.servers().registryHost(), REPOSITORY));
    try (var http = new PlainHttp();
        var connections = Connections.direct()) {
      var client =
          new RegistryClient(
              InstantSource.system(), RandomGenerator.getDefault(), Thread::sleep, connections);
      RegistryAccess access = RegistryAccess.anonymous(Duration.ofMinutes(1));
      for (int i = 0; i < WARM_UP + RUNS; i++) {
        long start = System.nanoTime();
        try (TagList list = client.tags(image, access)) {
          listed = list.tags();
        }
        scans.add(Duration.ofNanos(System.nanoTime() - start));
        plain.add(http.read(first));
      }
    }
    if (listed.size() != tags) {
      throw new BenchmarkException("the scan found %d of %d tags".formatted(listed.size(), tags));
    }
    rows.add(
        Row.of(
                "%,d tags scanned in %,d pages".formatted(tags, tags / 1000),
                Figure.median(warm(scans)))
            .withTarget(Figure.seconds(0.25))
            .withFlux(Figure.seconds(0.3))
            .beside("the JDK's HTTP client, same pages", Figure.median(warm(plain))));
    rows.add(
        Row.of("%,d tags, selected by semver".formatted(tags), Figure.median(warm(select(listed))))
            .withTarget(Figure.seconds(0.1))
            .withFlux(Figure.seconds(0.25)));
    rows.add(throughTheProcess(lab));
    return rows;
  }

  private static List<Duration> select(List<Tag> listed) {
    var rule = new SelectionRule(Exclusions.DEFAULT, Optional.empty(), SemVerPolicy.parse(RANGE));
    List<Duration> taken = new ArrayList<>();
    for (int i = 0; i < WARM_UP + RUNS; i++) {
      long start = System.nanoTime();
      Optional<Tag> latest = rule.select(listed).latest();
      taken.add(Duration.ofNanos(System.nanoTime() - start));
      if (!latest.equals(Optional.of(new Tag("38.49.49")))) {
        throw new BenchmarkException("selected " + latest);
      }
    }
    return taken;
  }

  /** Scan, ledger, selection and the status of both objects, asked for and answered. */
  private Row throughTheProcess(Lab lab) throws IOException, InterruptedException {
    Objects objects =
        lab.objects("huge-objects").repository("huge", lab.image(REPOSITORY)).policy("huge", RANGE);
    List<Duration> taken = new ArrayList<>();
    var policy = RunningFreshet.policy("huge");
    try (RunningFreshet running = lab.freshet().start(objects, lab.fresh("state"))) {
      running.await("the first selection", running.started(), () -> running.isReady(policy));
      for (int i = 0; i < RUNS; i++) {
        String tag = "38.50." + i;
        lab.servers().push(REPOSITORY, tag);
        long start = System.nanoTime();
        running.ask(RunningFreshet.repository("huge"));
        taken.add(
            running.await(
                "the selection of " + tag,
                start,
                () ->
                    running
                        .status(policy)
                        .filter(json -> json.path("latestRef").path("tag").asText().equals(tag))
                        .isPresent()));
      }
    }
    return Row.of(
        "%,d tags, one more pushed: request → scanned, recorded, selected".formatted(tags),
        Figure.median(taken));
  }

  private static List<Duration> warm(List<Duration> all) {
    return all.subList(WARM_UP, all.size());
  }
}

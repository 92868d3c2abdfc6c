package dev.freshet.benchmarks;

import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.scenario.HugeTagList;
import dev.freshet.benchmarks.scenario.InCluster;
import dev.freshet.benchmarks.scenario.ManyPolicies;
import dev.freshet.benchmarks.scenario.NothingToDo;
import dev.freshet.benchmarks.scenario.RepositoryUpdates;
import dev.freshet.benchmarks.scenario.Scenario;
import dev.freshet.benchmarks.scenario.Start;
import dev.freshet.benchmarks.scenario.TenAutomations;
import dev.freshet.benchmarks.scenario.ThreeHundred;
import dev.freshet.benchmarks.table.Figure;
import dev.freshet.benchmarks.table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The entry point of {@code make bench}; words on the command line pick some of the scenarios. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path launcher = Path.of(System.getProperty("freshet.bin", "bin/freshet")).toAbsolutePath();
    long start = System.nanoTime();
    System.out.println(Machine.here());
    System.out.printf(Locale.ROOT, "load before: %.2f%n%n", Machine.load());
    System.out.println(Row.HEADER);
    int missed = 0;
    for (Map.Entry<String, Scenario> scenario : scenarios().entrySet()) {
      if (args.length == 0 || List.of(args).contains(scenario.getKey())) {
        // A laboratory for each, so that none finds what another left in memory or on disk.
        try (Lab lab = Lab.open(launcher)) {
          for (Row row : scenario.getValue().measure(lab)) {
            System.out.println(row.markdown());
            missed += row.missesTarget() ? 1 : 0;
          }
        }
      }
    }
    System.out.printf(
        "%n%d targets missed; taken in %d s%n",
        missed, Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  private static Map<String, Scenario> scenarios() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put(
        "thousand-markers",
        new RepositoryUpdates(
            "thousand",
            10_000,
            1_000,
            new RepositoryUpdates.Expected(
                Optional.of(Figure.seconds(4)), Figure.seconds(1), Figure.seconds(199))));
    scenarios.put(
        "one-marker",
        new RepositoryUpdates(
            "one",
            10_000,
            1,
            new RepositoryUpdates.Expected(
                Optional.empty(), Figure.seconds(0.5), Figure.seconds(2.9))));
    scenarios.put(
        "small",
        new RepositoryUpdates(
            "small",
            10,
            1,
            new RepositoryUpdates.Expected(
                Optional.empty(), Figure.seconds(0.25), Figure.seconds(0.4))));
    scenarios.put("no-op", new NothingToDo(10_000));
    scenarios.put("tags", new HugeTagList(100_000));
    scenarios.put("ten", new TenAutomations());
    scenarios.put("policies", new ManyPolicies(88, 227));
    scenarios.put("three-hundred", new ThreeHundred(300, 1_000, 10_000));
    scenarios.put("in-cluster", new InCluster(300, 1_000, 10));
    scenarios.put("start", new Start());
    return scenarios;
  }
}

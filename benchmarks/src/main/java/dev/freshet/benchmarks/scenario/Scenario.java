package dev.freshet.benchmarks.scenario;

import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.table.Row;
import java.io.IOException;
import java.util.List;

/** Some work to measure, and what was measured. */
public interface Scenario {
  List<Row> measure(Lab lab) throws IOException, InterruptedException;
}

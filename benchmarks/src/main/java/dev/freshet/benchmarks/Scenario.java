package dev.freshet.benchmarks;

import java.io.IOException;
import java.util.List;

/** Some work to measure, and what was measured. */
interface Scenario {
  List<Row> measure(Lab lab) throws IOException, InterruptedException;
}

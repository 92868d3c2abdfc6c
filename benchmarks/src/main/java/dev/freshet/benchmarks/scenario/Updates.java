package dev.freshet.benchmarks.scenario;

import dev.freshet.benchmarks.lab.BenchmarkException;
import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.lab.Remote;
import dev.freshet.benchmarks.lab.RunningFreshet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** New tags for podinfo, and how long until their commit is on the remote. */
final class Updates {
  private final Lab lab;
  private int patch;

  Updates(Lab lab) {
    this.lab = lab;
  }

  /** A tag that no one has seen. */
  String newTag() throws IOException {
    patch++;
    String tag = "5.0." + patch;
    lab.servers().push(Lab.PODINFO, tag);
    return tag;
  }

  /** From starting the command a user types to the commit. */
  Duration byCommand(RunningFreshet freshet, Remote remote)
      throws IOException, InterruptedException {
    String before = remote.head();
    String tag = newTag();
    long start = System.nanoTime();
    Process command = freshet.reconcile("repository", "podinfo");
    Duration taken =
        freshet.await("the commit of " + tag, start, () -> !remote.head().equals(before));
    requireSuccess(command);
    return taken;
  }

  /** From the request in the state folder to the commit: the running process alone. */
  Duration byRequest(RunningFreshet freshet, Remote remote)
      throws IOException, InterruptedException {
    String before = remote.head();
    String tag = newTag();
    long start = System.nanoTime();
    freshet.ask(RunningFreshet.repository("podinfo"));
    return freshet.await("the commit of " + tag, start, () -> !remote.head().equals(before));
  }

  static void requireSuccess(Process command) throws IOException, InterruptedException {
    String printed = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (command.waitFor() != 0) {
      throw new BenchmarkException("the command failed: " + printed);
    }
  }
}

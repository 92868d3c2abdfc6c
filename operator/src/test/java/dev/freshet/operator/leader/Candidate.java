package dev.freshet.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that writes its name and the time to a file for as long as it may, and stops in order
 * when its stdin ends.
 */
final class Candidate {
  static final int LOST = 1;

  private static volatile boolean stopping;

  private Candidate() {}

  /** Arguments: kubeconfig, name of the lease, file, own name. */
  public static void main(String... arguments) throws Exception {
    Path file = Path.of(arguments[2]);
    try (KubernetesClient client = Leases.client(Path.of(arguments[0]))) {
      LeaderOptions options = Leases.options(arguments[1]);
      try (Leadership leadership =
          Leadership.seek(client, options, () -> Runtime.getRuntime().halt(LOST))) {
        Thread.ofPlatform().daemon().start(Candidate::awaitTheEndOfStdin);
        Files.writeString(file.resolveSibling(arguments[3]), "started");
        leadership.await();
        while (!stopping) {
          if (leadership.isLeading()) {
            Files.writeString(
                file,
                "%s %d%n".formatted(arguments[3], Instant.now().toEpochMilli()),
                StandardOpenOption.APPEND);
          }
          LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
      }
    }
  }

  private static void awaitTheEndOfStdin() {
    try {
      System.in.readAllBytes();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    stopping = true;
  }
}

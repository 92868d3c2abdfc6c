package dev.freshet.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes want the same lease; what one of them writes never overlaps with the other's. */
@Timeout(120)
class CandidatesIT {
  private static Leases leases;

  @TempDir Path folder;
  private Path file;
  private String lease;
  private final List<Process> processes = new ArrayList<>();

  private record Written(String who, Instant at) {
    static Written parse(String line) {
      String[] parts = line.split(" ", 2);
      return new Written(parts[0], Instant.ofEpochMilli(Long.parseLong(parts[1])));
    }
  }

  @BeforeAll
  static void start() {
    leases = Leases.start();
  }

  @AfterAll
  static void stop() {
    leases.close();
  }

  @BeforeEach
  void prepare(TestInfo test) throws IOException {
    file = Files.createFile(folder.resolve("written"));
    lease = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void takesOverWhenTheLeaseOfAKilledLeaderHasRunOut() throws Exception {
    Process first = startLeader("first");
    startWaiting("second");

    first.destroyForcibly().waitFor();
    awaitLeader("second");

    assertThat(gap("first", "second")).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(15));
    assertThat(writers()).containsExactly("first", "second");
  }

  @Test
  void takesOverSoonAfterALeaderStoppedInOrder() throws Exception {
    Process first = startLeader("first");
    startWaiting("second");

    first.getOutputStream().close();
    awaitLeader("second");

    assertThat(first.waitFor()).isZero();
    assertThat(gap("first", "second")).isLessThan(Duration.ofSeconds(3));
    assertThat(writers()).containsExactly("first", "second");
  }

  @Test
  void keepsALeaderThatStoodStillFromWritingWhenItGoesOn() throws Exception {
    Process first = startLeader("first");
    startWaiting("second");

    signal("STOP", first);
    awaitLeader("second");
    signal("CONT", first);

    assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isEqualTo(Candidate.LOST);
    // It may have stood still between the question whether it leads and the line.
    assertThat(linesAfterTheOther("first", "second")).isLessThanOrEqualTo(1);
  }

  @Test
  void endsALeaderThatCannotRenewBeforeTheOtherLeads() throws Exception {
    Process first = startLeader("first");
    startWaiting("second");

    leases.plane().killApiServer();
    boolean ended = first.waitFor(20, TimeUnit.SECONDS);
    leases.plane().startApiServer();
    awaitLeader("second");

    assertThat(ended).isTrue();
    assertThat(first.exitValue()).isEqualTo(Candidate.LOST);
    assertThat(writers()).containsExactly("first", "second");
  }

  private Process startLeader(String name) throws IOException {
    Process process = startProcess(name);
    awaitLeader(name);
    return process;
  }

  /** Returns once it has had the time to look at the lease, too. */
  private void startWaiting(String name) throws IOException {
    startProcess(name);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ofSeconds(2))
        .until(() -> Files.exists(folder.resolve(name)));
  }

  private Process startProcess(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Candidate.class.getName(),
                leases.kubeconfig().toString(),
                lease,
                file.toString(),
                name)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    processes.add(process);
    return process;
  }

  private void awaitLeader(String name) {
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> written().stream().anyMatch(one -> one.who().equals(name)));
  }

  private static void signal(String name, Process process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private List<Written> written() throws IOException {
    // The last line may be half written.
    return Files.readString(file)
        .lines()
        .filter(line -> line.matches("\\w+ \\d{13}"))
        .map(Written::parse)
        .toList();
  }

  /** Who wrote, in the order of the lines; each once if nobody came back after another. */
  private List<String> writers() throws IOException {
    var writers = new ArrayList<String>();
    for (Written one : written()) {
      if (writers.isEmpty() || !writers.getLast().equals(one.who())) {
        writers.add(one.who());
      }
    }
    return writers;
  }

  private long linesAfterTheOther(String who, String other) throws IOException {
    return written().stream()
        .dropWhile(one -> !one.who().equals(other))
        .filter(one -> one.who().equals(who))
        .count();
  }

  private Duration gap(String before, String after) throws IOException {
    Instant last =
        written().stream().filter(one -> one.who().equals(before)).toList().getLast().at();
    Instant first =
        written().stream().filter(one -> one.who().equals(after)).toList().getFirst().at();
    return Duration.between(last, first);
  }
}

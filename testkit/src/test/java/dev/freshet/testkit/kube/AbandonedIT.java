package dev.freshet.testkit.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AbandonedIT {
  @BeforeAll
  static void requireThePrograms() {
    assumeTrue(
        ControlPlane.isInstalled() || System.getenv("CI") != null, "not built: run make parts");
  }

  @Test
  void leavesNoServerAndNoFileBehindWhenTheTestsAreBrokenOff() throws Exception {
    Process tests = start();
    try {
      Path kubeconfig = Path.of(tests.inputReader(StandardCharsets.UTF_8).readLine());
      List<ProcessHandle> servers = tests.descendants().toList();
      assertThat(servers).hasSize(2);

      tests.destroy();

      assertThat(tests.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(servers).noneMatch(ProcessHandle::isAlive);
      assertThat(kubeconfig).doesNotExist();
      assertThat(kubeconfig.resolveSibling("etcd")).doesNotExist();
    } finally {
      tests.destroyForcibly();
    }
  }

  private static Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Abandoned.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}

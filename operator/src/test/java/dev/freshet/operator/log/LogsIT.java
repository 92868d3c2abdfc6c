package dev.freshet.operator.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogsIT {
  private static final String TIME =
      "\"ts\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"";

  @Test
  void writesEveryKindOfLogAsJsonLinesToStderr() throws Exception {
    List<String> lines = talk("json");

    assertThat(lines)
        .map(line -> line.replaceFirst(TIME, "\"ts\":\"\""))
        .containsExactly(
            line("info", "dev.freshet.Talker", "before the flags are read"),
            line("debug", "dev.freshet.Talker", "details"),
            line("info", "io.helidon.webserver", "from the JDK's log"),
            line("warn", "jdk.internal.httpclient", "from the JDK"));
  }

  @Test
  void changesToColumnsOnceTheFlagsAreRead() throws Exception {
    List<String> lines = talk("console");

    assertThat(lines.getFirst()).startsWith("{");
    assertThat(lines.get(1)).endsWith("Z\tDEBUG\tdev.freshet.Talker\tdetails");
  }

  private static String line(String level, String logger, String message) {
    return "{\"level\":\"%s\",\"ts\":\"\",\"logger\":\"%s\",\"msg\":\"%s\"}"
        .formatted(level, logger, message);
  }

  private static List<String> talk(String encoding) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-cp",
                System.getProperty("java.class.path"),
                Talker.class.getName(),
                encoding)
            .start();
    String stderr = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(stdout).isEmpty();
    return stderr.lines().toList();
  }
}

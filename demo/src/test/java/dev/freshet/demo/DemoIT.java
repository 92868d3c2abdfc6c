package dev.freshet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private int code;

  @BeforeEach
  void show() {
    code = Main.show(stream(out), stream(err));
  }

  @Test
  void showsTheWholeFlowAndCleansUp() {
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence(
            "+          image: 127.0.0.1",
            "podinfo:5.0.3 # {\"$imagepolicy\"",
            "pushed commit '",
            "chosen               1 of 4: 5.0.3",
            "✔ scan fetched 10 tags",
            "From the request to the commit on the remote: ",
            "+          image: 127.0.0.1",
            "podinfo:5.0.4 # {\"$imagepolicy\"",
            "imageupdateautomation/flux-system");
    assertThat(folder()).doesNotExist();
  }

  private Path folder() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.strip().startsWith("DEMO="))
        .map(line -> Path.of(line.strip().substring("DEMO=".length())))
        .findFirst()
        .orElseThrow();
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }
}

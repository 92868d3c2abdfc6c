package dev.freshet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir private Path folder;
  private String out;
  private String err;
  private int code;

  /** In a process of its own, since what a library prints is for the eyes of who runs it too. */
  @BeforeEach
  void show() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Main.class.getName())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    code = process.waitFor();
    out = Files.readString(folder.resolve("out"));
    err = Files.readString(folder.resolve("err"));
  }

  @Test
  void showsTheWholeFlowAndCleansUp() {
    assertThat(err).isEmpty();
    assertThat(code).isZero();
    assertThat(out)
        .doesNotContain("SLF4J")
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
    assertThat(shown()).doesNotExist();
  }

  private Path shown() {
    return out.lines()
        .filter(line -> line.strip().startsWith("DEMO="))
        .map(line -> Path.of(line.strip().substring("DEMO=".length())))
        .findFirst()
        .orElseThrow();
  }
}

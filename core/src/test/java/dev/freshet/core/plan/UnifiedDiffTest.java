package dev.freshet.core.plan;

import static dev.freshet.core.plan.Trees.MARKER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.testkit.seed.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {

  @Test
  void showsThreeLinesAroundEachChange() {
    String before =
        IntStream.range(0, 30)
            .mapToObj(i -> "k" + i + ": x" + (i == 4 || i == 12 || i == 29 ? " " + MARKER : ""))
            .collect(Collectors.joining("\n"));

    String diff = UnifiedDiff.of(Trees.plan(before, "v2").files().getFirst());

    assertThat(diff)
        .startsWith(
            "diff --git a/f.yaml b/f.yaml\n--- a/f.yaml\n+++ b/f.yaml\n@@ -2,7 +2,7 @@\n k1: x\n")
        .contains("-k4: x " + MARKER + "\n+k4: v2 " + MARKER + "\n k5: x\n k6: x\n k7: x\n@@ -10,7")
        .endsWith(
            "@@ -27,4 +27,4 @@\n k26: x\n k27: x\n k28: x\n"
                + "-k29: x "
                + MARKER
                + "\n\\ No newline at end of file\n"
                + "+k29: v2 "
                + MARKER
                + "\n\\ No newline at end of file\n");
  }

  @Seeds
  void isWhatGitApplies(long seed, @TempDir Path folder) throws IOException, InterruptedException {
    Random random = new Random(seed);
    String before = text(random, 1 + random.nextInt(60));
    String after = changed(random, before);
    String path =
        List.of("f.yaml", "a b/c d.yaml", "sub/é\".yaml", "x\ty.yml").get((int) (seed % 4));
    Files.createDirectories(folder.resolve(path).resolve("..").normalize());
    Files.writeString(folder.resolve(path), before);

    String diff = UnifiedDiff.of(change(path, before, after));

    Files.writeString(folder.resolve("the.patch"), diff);
    assertThat(git(folder, "apply", "--whitespace=nowarn", "the.patch")).as(diff).isEmpty();
    assertThat(Files.readString(folder.resolve(path))).isEqualTo(after);
  }

  private static FileChange change(String path, String before, String after) {
    byte[] content = after.getBytes(StandardCharsets.UTF_8);
    return new FileChange(
        path,
        before.getBytes(StandardCharsets.UTF_8),
        content,
        ManifestMarkers.find(content),
        List.of());
  }

  private static String text(Random random, int lines) {
    String lineEnd = random.nextInt(4) == 0 ? "\r\n" : "\n";
    String text =
        IntStream.range(0, lines)
            .mapToObj(i -> "line " + random.nextInt(8))
            .collect(Collectors.joining(lineEnd));
    return random.nextBoolean() ? text + lineEnd : text;
  }

  /** The text with a few lines replaced, and sometimes some taken out or put in. */
  private static String changed(Random random, String before) {
    StringBuilder after = new StringBuilder(before + "end");
    int edits = 1 + random.nextInt(4);
    for (int i = 0; i < edits; i++) {
      int line = after.indexOf("line", random.nextInt(Math.max(1, after.length())));
      int at = line < 0 ? 0 : line;
      switch (random.nextInt(4)) {
        case 0 -> after.insert(at, "put in\n");
        case 1 -> after.delete(at, Math.min(after.length(), at + 7));
        default -> after.insert(at, "edited ");
      }
    }
    return after.toString();
  }

  private static String git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("git");
    builder.command().addAll(List.of(arguments));
    builder
        .environment()
        .put("GIT_CEILING_DIRECTORIES", folder.resolve("..").normalize().toString());
    Process git = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return git.exitValue() == 0 ? "" : "exit " + git.exitValue() + ": " + output;
  }
}

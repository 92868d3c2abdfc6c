package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.seed.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where Flux and Git mean the same by a pattern, Git itself is asked. Left out are {@code !}, which
 * Git does not let reach into an ignored directory, and {@code **} at either end of other names.
 */
class IgnoreRulesGitIT {
  private static final List<String> FILES =
      List.of(
          "a", "b.txt", "docs/a", "docs/b.txt", "docs/deep/a", "docs/deep/er/c.md", "x y/z", "[z]");
  private static final List<String> DIRECTORIES = List.of("", "docs", "docs/deep");
  private static final List<String> PATTERNS =
      List.of(
          "a",
          "/a",
          "a/",
          "b.txt",
          "*.txt",
          "/*.txt",
          "docs",
          "docs/",
          "/docs/a",
          "deep",
          "deep/",
          "deep/a",
          "docs/*",
          "docs/*.txt",
          "?",
          "[ab]",
          "[^a]",
          "[b-d].md",
          "**/c.md",
          "**/er/c.md",
          "docs/**/c.md",
          "x\\ y",
          "x y/z",
          "z ",
          "\\[z]",
          "# comment",
          "");

  @TempDir private Path folder;

  @BeforeEach
  void createFiles() throws Exception {
    git(List.of("init", "-q"), "");
    for (String file : FILES) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
  }

  @Seeds
  void ignoresWhatGitIgnores(long seed) throws Exception {
    Random random = new Random(seed);
    TreeMap<String, String> texts = new TreeMap<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      texts.put(DIRECTORIES.get(random.nextInt(DIRECTORIES.size())), text(random));
    }
    List<IgnorePattern> patterns = new ArrayList<>(IgnoreRules.read("none", List.of()));
    for (String directory : texts.keySet()) {
      String text = texts.getOrDefault(directory, "");
      Files.writeString(folder.resolve(directory).resolve(".gitignore"), text);
      patterns.addAll(IgnoreRules.read(text, FileTree.names(directory)));
    }
    IgnoreRules rules = IgnoreRules.of(patterns);

    List<String> ours =
        FILES.stream().filter(file -> rules.ignores(FileTree.names(file), EntryKind.FILE)).toList();

    assertThat(ours)
        .as("patterns %s", texts)
        .isEqualTo(git(List.of("check-ignore", "--no-index", "--stdin"), String.join("\n", FILES)));
  }

  private static String text(Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      lines.add(PATTERNS.get(random.nextInt(PATTERNS.size())));
    }
    return String.join("\n", lines);
  }

  private List<String> git(List<String> arguments, String input)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    }
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isIn(0, 1);
    return lines;
  }
}

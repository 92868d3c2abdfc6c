package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testkit.golden.Recordings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Flux's own reading of {@code .sourceignore} files left out of one tree. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IgnoreRulesGoldenTest {
  /** All that any recording names: the tree was the same for all of them. */
  private final TreeSet<String> directories = new TreeSet<>();

  private final TreeSet<String> files = new TreeSet<>();

  Stream<JsonNode> recordings() {
    return Recordings.of("source-ignore.jsonl");
  }

  @BeforeAll
  void collectThePaths() {
    recordings()
        .forEach(recorded -> {
          directories.addAll(Recordings.texts(recorded.path("ignoredDirectories")));
          files.addAll(Recordings.texts(recorded.path("ignoredFiles")));
        });
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void leavesOutWhatFluxLeavesOut(JsonNode recorded) {
    IgnoreRules rules = rules(recorded);

    assertThat(ignored(rules, directories, EntryKind.DIRECTORY))
        .containsExactlyInAnyOrderElementsOf(Recordings.texts(recorded.path("ignoredDirectories")));
    assertThat(ignored(rules, files, EntryKind.FILE))
        .containsExactlyInAnyOrderElementsOf(Recordings.texts(recorded.path("ignoredFiles")));
  }

  private static List<String> ignored(IgnoreRules rules, Set<String> paths, EntryKind kind) {
    return paths.stream().filter(path -> rules.ignores(FileTree.names(path), kind)).toList();
  }

  private static IgnoreRules rules(JsonNode recorded) {
    List<IgnorePattern> patterns = new ArrayList<>();
    recorded
        .path("files")
        .valueStream()
        .sorted(Comparator.comparing(file -> file.path("dir").asText()))
        .forEach(file ->
            patterns.addAll(
                IgnoreRules.read(
                    file.path("text").asText(), FileTree.names(file.path("dir").asText()))));
    if (!recorded.path("ignore").isNull()) {
      patterns.addAll(IgnoreRules.read(recorded.path("ignore").asText(), List.of()));
    }
    return IgnoreRules.of(patterns);
  }
}

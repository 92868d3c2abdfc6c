package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

  @ParameterizedTest
  @CsvSource({
    "docs, docs/a/b.md",
    "docs/, docs/a.md",
    "*.md, a/b.md",
    "/a.md, a.md",
    "a/b, a/b/c",
    "**/b, a/x/b",
    "a/**/c, a/x/y/c",
    "\\#a, #a",
    "'a ', a",
  })
  void ignores(String pattern, String path) {
    assertThat(rules(pattern).ignores(FileTree.names(path), EntryKind.FILE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "docs, a/documents.md",
    "docs/, docs",
    "/a.md, b/a.md",
    "a/b, x/a/b",
    "#a, a",
    "x/a**, x/ab",
    "[, '['",
  })
  void keeps(String pattern, String path) {
    assertThat(rules(pattern).ignores(FileTree.names(path), EntryKind.FILE)).isFalse();
  }

  @Test
  void letsTheLastMatchCount() {
    IgnoreRules rules = rules("/*\n!/deploy\ndeploy/secret.yaml");

    assertThat(ignored(rules, "README", "deploy/app.yaml", "deploy/secret.yaml", "apps/x"))
        .containsExactly("README", "deploy/secret.yaml", "apps/x");
  }

  @Test
  void scopesAFileToItsDirectory() {
    List<IgnorePattern> patterns = new ArrayList<>(IgnoreRules.read("*.txt", List.of("a")));
    patterns.addAll(IgnoreRules.read("!keep.txt\r\n/top", List.of("a", "b")));
    IgnoreRules rules = IgnoreRules.of(patterns);

    assertThat(ignored(rules, "x.txt", "a/x.txt", "a/b/keep.txt", "a/b/top", "a/top"))
        .containsExactly("a/x.txt", "a/b/top");
  }

  @Test
  void leavesOutWhatIsNoManifestUnlessToldOtherwise() {
    String[] paths = {".gitignore", "a/.gitattributes", "logo.png", ".github/ci.yml", "a.yaml"};

    assertThat(ignored(IgnoreRules.of(List.of()), paths))
        .containsExactly(".gitignore", "a/.gitattributes", "logo.png", ".github/ci.yml");
    assertThat(ignored(rules("/other"), paths)).containsExactly(".gitignore", "a/.gitattributes");
    assertThat(ignored(rules("!.gitignore"), paths)).containsExactly("a/.gitattributes");
  }

  @Test
  void takesATextWithoutPatternsForNone() {
    assertThat(IgnoreRules.read("# only a comment\n\n   \n", List.of())).isEmpty();
  }

  private static IgnoreRules rules(String text) {
    return IgnoreRules.of(IgnoreRules.read(text, List.of()));
  }

  private static List<String> ignored(IgnoreRules rules, String... paths) {
    return List.of(paths).stream()
        .filter(path -> rules.ignores(FileTree.names(path), EntryKind.FILE))
        .toList();
  }
}

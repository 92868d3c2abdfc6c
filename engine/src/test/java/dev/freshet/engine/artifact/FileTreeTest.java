package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTreeTest {

  @ParameterizedTest
  @CsvSource({
    "a/b, a/b",
    "./a//b/, a/b",
    "/a, a",
    "../../a, a",
    "a/../../b, b",
    "'', ''",
    "., ''",
    "a/.., ''",
  })
  void readsAPathAsIfNothingWereAboveTheRoot(String path, String names) {
    assertThat(String.join("/", FileTree.names(path))).isEqualTo(names);
  }

  @Test
  void graftsWhereNothingIs() throws IOException {
    FileTree tree = Packing.tree("a/x");

    tree.graft(List.of("b", "c"), Packing.tree("y").find(List.of()).orElseThrow());

    assertThat(Packing.names(Packing.tar(tree, Packing.ALL)))
        .containsExactly(".", "a", "a/x", "b", "b/c", "b/c/y");
  }

  @Test
  void graftsOverAnEmptyDirectory() throws IOException {
    FileTree tree = new FileTree();
    tree.directory(List.of("b"));

    tree.graft(List.of("b"), Packing.tree("y").find(List.of()).orElseThrow());

    assertThat(tree.find(List.of("b", "y"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/x", "", "../.."})
  void refusesToGraftOverWhatIsThere(String path) throws IOException {
    FileTree tree = Packing.tree("a/x");
    FileTree.Node node = Packing.tree("y").find(List.of()).orElseThrow();

    assertThatThrownBy(() -> tree.graft(FileTree.names(path), node))
        .isInstanceOf(IOException.class)
        .hasMessage("file exists");
  }

  @Test
  void refusesADirectoryBelowAFile() throws IOException {
    FileTree tree = Packing.tree("a");
    FileTree.Node node = Packing.tree("y").find(List.of()).orElseThrow();

    assertThatThrownBy(() -> tree.graft(List.of("a", "b"), node))
        .isInstanceOf(IOException.class)
        .hasMessage("a: not a directory");
  }
}

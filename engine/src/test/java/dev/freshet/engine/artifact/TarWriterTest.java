package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.artifact.FileTree.File;
import dev.freshet.engine.artifact.FileTree.Permission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TarWriterTest {

  @Test
  void walksInTheOrderOfNamesWithEachDirectoryBeforeItsFiles() throws IOException {
    FileTree tree = Packing.tree("b.yaml", "a/z.yaml", "a-b/x", "a/b/c", "a.yaml", "é", "B");

    assertThat(Packing.names(Packing.tar(tree, Packing.ALL)).subList(0, 10))
        .containsExactly(
            ".", "B", "a", "a/b", "a/b/c", "a/z.yaml", "a-b", "a-b/x", "a.yaml", "b.yaml");
  }

  @Test
  void writesFluxModesAndNothingOfTheMachine() throws IOException {
    FileTree tree = Packing.tree("plain");
    tree.put(List.of("run.sh"), Packing.file("#!/bin/sh", Permission.EXECUTABLE));
    tree.directory(List.of("empty"));

    byte[] tar = Packing.tar(tree, Packing.ALL);

    assertThat(Packing.list(tar))
        .containsExactly("5 0000750 .", "5 0000750 empty", "0 0000600 plain", "0 0000700 run.sh");
    assertThat(new String(tar, 108, 28, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("0000000\0" + "0000000\0" + "00000000000\0");
  }

  @Test
  void givesTheSameBytesForTheSameFilesInWhateverOrderTheyCame() throws IOException {
    byte[] one = Packing.tar(Packing.tree("a", "b/c", "d"), Packing.ALL);
    byte[] other = Packing.tar(Packing.tree("d", "a", "b/c"), Packing.ALL);

    assertThat(one).isEqualTo(other);
  }

  @Test
  void keepsADirectoryOfWhichOnlyTheFilesAreIgnored() throws IOException {
    IgnoreRules rules = IgnoreRules.of(IgnoreRules.read("*.jpg", List.of()));

    assertThat(Packing.names(Packing.tar(Packing.tree("images/a.jpg", "x"), rules)))
        .containsExactly(".", "images", "x");
  }

  @Test
  void bringsBackAFileOfAnIgnoredDirectoryWithoutTheDirectory() throws IOException {
    IgnoreRules rules = IgnoreRules.of(IgnoreRules.read("docs\n!docs/keep.md", List.of()));

    assertThat(Packing.names(Packing.tar(Packing.tree("docs/a.md", "docs/keep.md"), rules)))
        .containsExactly(".", "docs/keep.md");
  }

  @Test
  void refusesContentThatIsNotAsLongAsItSaid() throws IOException {
    FileTree tree = new FileTree();
    tree.put(
        List.of("short"),
        new File(
            Permission.REGULAR,
            reader -> reader.read(5, new ByteArrayInputStream(new byte[] {1, 2}))));

    assertThatThrownBy(() -> Packing.tar(tree, Packing.ALL))
        .isInstanceOf(IOException.class)
        .hasMessage("short: 2 bytes instead of 5");
  }
}

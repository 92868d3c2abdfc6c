package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.artifact.FileTree.Permission;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.testkit.seed.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarFileTest {
  @TempDir private Path folder;

  @Seeds
  void readsBackWhatWasWritten(long seed) throws IOException {
    byte[] tar = Packing.tar(randomTree(new Random(seed)), Packing.ALL);

    try (TarFile file = open(zipped(tar))) {
      assertThat(Packing.tar(file.tree(), Packing.ALL)).isEqualTo(tar);
    }
  }

  @Test
  void neverLeadsOutOfTheArchive() throws IOException {
    byte[] tar = Packing.tar(Packing.tree("aa/bb/name"), Packing.ALL);
    replace(tar, "aa/bb/name", "../../name");

    try (TarFile file = open(zipped(tar))) {
      assertThat(file.tree().find(List.of("name"))).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 512, 700, 1536})
  void refusesAnArchiveThatBreaksOff(int length) throws IOException {
    byte[] tar = Packing.tar(Packing.tree("a/long-enough"), Packing.ALL);
    Path packed = zipped(Arrays.copyOf(tar, length));

    assertThatThrownBy(() -> open(packed))
        .isInstanceOf(IOException.class)
        .hasMessage("the archive breaks off");
  }

  @Test
  void refusesAHeaderThatIsNoHeader() throws IOException {
    byte[] tar = Packing.tar(Packing.tree("a"), Packing.ALL);
    Arrays.fill(tar, 124, 136, (byte) '9');
    Path packed = zipped(tar);

    assertThatThrownBy(() -> open(packed))
        .isInstanceOf(IOException.class)
        .hasMessage("the archive has a malformed header");
  }

  private Path zipped(byte[] tar) throws IOException {
    Path packed = folder.resolve("packed.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(tar);
    }
    return packed;
  }

  private static void replace(byte[] tar, String name, String other) {
    String text = new String(tar, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] bytes = other.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, tar, text.indexOf(name), bytes.length);
  }

  private static FileTree randomTree(Random random) throws IOException {
    FileTree tree = new FileTree();
    for (int i = random.nextInt(8); i >= 0; i--) {
      String letter = List.of("a", "é", "-", "😀", "Z", "\udce9").get(random.nextInt(6));
      List<String> path =
          List.of("dir" + random.nextInt(3), letter.repeat(1 + random.nextInt(180)), "file" + i);
      Permission permission = random.nextBoolean() ? Permission.EXECUTABLE : Permission.REGULAR;
      tree.put(path, Packing.file("x".repeat(random.nextInt(2000)), permission));
    }
    return tree;
  }

  private TarFile open(Path packed) throws IOException {
    return TarFile.open(
        packed, folder.resolve("unpacked"), new DiskShares(DiskSize.ANY).open("ns"), _ -> {});
  }
}

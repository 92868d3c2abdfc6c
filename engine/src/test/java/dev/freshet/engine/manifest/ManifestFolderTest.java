package dev.freshet.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.core.AutomationException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFolderTest {
  private static final Kinds KINDS = new Kinds(List.of(ImageUpdateAutomation.KIND));

  @TempDir private Path folder;

  @Test
  void readsYamlFilesSortedByPath() throws IOException {
    write("b.yml", "kind: Secret # 2");
    write("a/z.yaml", "kind: Secret # 1");
    write("c.json", "kind: Secret");

    assertThat(source().read(KINDS))
        .containsExactly(
            new ManifestText("a/z.yaml", "kind: Secret # 1"),
            new ManifestText("b.yml", "kind: Secret # 2"));
  }

  @Test
  void keepsOnlyTheNamesOfFilesThatHoldNoObject() throws IOException {
    write("Chart.yaml", "name: chart");

    assertThat(source().read(KINDS)).containsExactly(new ManifestText("Chart.yaml", ""));
  }

  @Test
  void refusesAFileThatIsTooLong() throws IOException {
    try (var dump = new RandomAccessFile(folder.resolve("dump.yaml").toFile(), "rw")) {
      dump.setLength(1L << 40);
    }

    assertThatThrownBy(() -> source().read(KINDS))
        .isInstanceOf(AutomationException.class)
        .hasMessage(
            "read manifests from %s: dump.yaml is longer than 8 MB; name a folder without it with --path"
                .formatted(folder));
  }

  @Test
  void refusesFilesThatAreTooLongTogether() throws IOException {
    for (int i = 0; i < 7; i++) {
      write(i + ".yaml", "kind: Secret\n" + " ".repeat(BoundedTexts.LONGEST_FILE - 13));
    }

    assertThatThrownBy(() -> source().read(KINDS))
        .hasMessageContaining("the files that may hold objects are longer than 48 MB together");
  }

  @Test
  void passesOverGitsOwnFolderAndLinks() throws IOException {
    write(".git/config.yaml", "no");
    Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("/etc/hostname"));
    Files.createSymbolicLink(folder.resolve("loop"), folder);

    assertThat(source().read(KINDS)).isEmpty();
  }

  @Test
  void hasAnotherFingerprintAfterAChange() throws IOException {
    write("a.yaml", "1");
    String before = source().fingerprint();

    write("a.yaml", "10");

    assertThat(source().fingerprint()).isNotEqualTo(before);
  }

  @Test
  void hasTheSameFingerprintWhileOtherFilesChange() throws IOException {
    write("a.yaml", "1");
    String before = source().fingerprint();

    write("readme.md", "text");

    assertThat(source().fingerprint()).isEqualTo(before);
  }

  @Test
  void namesAFolderThatIsNotThere() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> new ManifestSource.Folder(missing).read(KINDS))
        .isInstanceOf(AutomationException.class)
        .hasMessage("read manifests from " + missing + ": no such folder");
  }

  private ManifestSource.Folder source() {
    return new ManifestSource.Folder(folder);
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}

package dev.freshet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageCheckTest {
  @TempDir Path folder;

  @Test
  void isWellWhereItCanWriteAndLeavesNothing() throws IOException {
    try (var check = new StorageCheck(folder)) {
      check.look();

      assertThat(check.problem()).isEmpty();
      try (var files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void saysThatAFolderIsGoneAndWhenItIsBack() throws IOException {
    Path gone = folder.resolve("data");
    try (var check = new StorageCheck(gone)) {
      check.look();
      assertThat(check.problem()).contains("it cannot be written to: no such file or directory");

      Files.createDirectory(gone);
      check.look();

      assertThat(check.problem()).isEmpty();
    }
  }
}

package dev.freshet.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  @TempDir private Path folder;
  private StateFolder state;

  @BeforeEach
  void nameAFolderThatIsNotThereYet() {
    state = new StateFolder(folder.resolve("a/b"));
  }

  @Test
  void hasNoOwnerUntilSomebodyLocksIt() {
    assertThat(state.owner()).isEmpty();
    assertThat(state.root()).doesNotExist();
  }

  @Test
  void namesTheProcessThatHasIt() throws IOException {
    try (var _ = state.lock("--state")) {
      assertThat(state.owner()).contains(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void isForItsUserAlone() throws IOException {
    Path left = state.root().resolve("status/imagepolicy/apps/web.json");
    Path folder = Objects.requireNonNull(left.getParent());
    Files.createDirectories(folder);
    Files.writeString(left, "{}");
    Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(state.root(), PosixFilePermissions.fromString("rwxr-xr-x"));

    state.lock("--state").close();

    assertThat(permissions(left)).isEqualTo("r--------");
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(state.root())).isEqualTo("rwx------");
    assertThat(permissions(state.root().resolve("lock"))).isEqualTo("rw-------");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void refusesASecondWriterAndNamesTheFirst() throws IOException {
    try (var _ = state.lock("--state")) {
      assertThatThrownBy(() -> state.lock("--state"))
          .isInstanceOf(AutomationException.class)
          .hasMessage(
              "lock the folder %s: process %d is using it; stop that process or name another folder"
                      .formatted(state.root(), ProcessHandle.current().pid())
                  + " with --state");
    }
  }

  @Test
  void isFreeAgainWhenTheWriterHasGone() throws IOException {
    state.lock("--state").close();

    assertThat(state.owner()).isEmpty();
    state.lock("--state").close();
  }

  @Test
  void clearsWhatAKilledProcessHasNotFinished() throws IOException {
    Path unfinished = state.root().resolve("status/imagepolicy/apps/.web.json.4194304-3.tmp");
    Files.createDirectories(unfinished.getParent());
    Files.writeString(unfinished, "{");

    state.lock("--state").close();

    assertThat(unfinished).doesNotExist();
  }

  @Test
  void takesOverWhatAKilledProcessHasLeft() throws IOException {
    Files.createDirectories(state.root());
    Files.writeString(state.root().resolve("lock"), "4194304");

    try (var _ = state.lock("--state")) {
      assertThat(state.owner()).contains(Long.toString(ProcessHandle.current().pid()));
    }
  }
}

package dev.freshet.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.http.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitMirrorsTest {
  @TempDir private Path storage;
  private final AtomicReference<Instant> now = new AtomicReference<>(Fixture.NOW);
  private GitMirrors mirrors;

  @BeforeEach
  void open() {
    mirrors = new GitMirrors(storage, now::get, new Random(1), Connections.direct());
  }

  @AfterEach
  void close() {
    mirrors.close();
  }

  private static GitRemote remote(String name) {
    return Fixture.remote("https://git.example.com/" + name);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Test
  void keepsOneLocalCopyForEqualRemotes() {
    MirrorStore first = mirrors.mirror(remote("fleet")).store();
    pass(Duration.ofDays(1));

    assertThat(mirrors.mirror(remote("fleet")).store()).isSameAs(first);
  }

  @Test
  void deletesTheCopiesOfRepositoriesThatAreGone() throws IOException {
    mirrors.mirror(remote("gone"));
    mirrors.mirror(remote("used"));
    for (Path copy : copies()) {
      Files.setLastModifiedTime(copy, FileTime.from(Fixture.NOW));
    }
    pass(Duration.ofDays(31));
    mirrors.mirror(remote("used"));

    mirrors.mirror(remote("another"));

    assertThat(copies()).hasSize(2);
    assertThat(mirrors.mirror(remote("used")).store().repository().getDirectory()).isDirectory();
  }

  private List<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(storage)) {
      return files.filter(path -> path.toString().endsWith(MirrorStore.SUFFIX)).toList();
    }
  }

  @Test
  void closesWhatWasNotUsedForLongOnceThereIsAnotherRemote() {
    GitMirror idle = mirrors.mirror(remote("idle"));
    GitMirror used = mirrors.mirror(remote("used"));
    pass(Duration.ofHours(5));
    mirrors.mirror(remote("used"));
    pass(Duration.ofHours(5));

    mirrors.mirror(remote("another"));

    assertThat(mirrors.mirror(remote("used")).store()).isSameAs(used.store());
    assertThat(mirrors.mirror(remote("idle")).store()).isNotSameAs(idle.store());
  }
}

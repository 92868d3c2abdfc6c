package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MirrorStoreIT extends GitServerCase {

  private ServedRepository served() {
    return server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
  }

  private PushOutcome set(ServedRepository served, String value) {
    return mirror(served).update(request("main", ".", setting("ns:p", value)));
  }

  private List<Path> stored(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private Path store() throws IOException {
    Path heads = stored("heads").stream().filter(Files::isRegularFile).findFirst().orElseThrow();
    return heads.resolve("..").normalize();
  }

  @Test
  void continuesAfterARestartWithoutFetchingAgain() {
    ServedRepository served = served();
    set(served, "app:2");
    restart();
    server.forgetRequests();

    PushOutcome outcome = set(served, "app:2");

    assertThat(outcome).isInstanceOf(PushOutcome.UpToDate.class);
    assertThat(server.requests()).noneMatch(request -> request.query().contains("receive-pack"));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void ignoresWhatAKilledProcessLeft() throws IOException {
    ServedRepository served = served();
    set(served, "app:2");
    Path store = store();
    Files.writeString(store.resolve("shallow.lock"), "");
    Files.writeString(store.resolve("config.lock"), "");
    Files.writeString(store.resolve("objects/pack/incoming_1234.pack"), "half");
    Files.writeString(store.resolve("objects/pack/insert_1234.idx"), "half");
    restart();
    served.commit("main", Map.of("b.yaml", manifest("app:1", "ns:p")));

    set(served, "app:3");

    assertThat(served.changedPaths("main")).containsExactly("a.yaml", "b.yaml");
    assertThat(store.resolve("shallow.lock")).doesNotExist();
    assertThat(store.resolve("objects/pack/incoming_1234.pack")).doesNotExist();
  }

  @Test
  void leavesTheUnfinishedFilesOfALivingProcessAlone() throws IOException {
    ServedRepository served = served();
    set(served, "app:2");
    mirrors.close();
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    long start = parent.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    Files.writeString(store().resolve("owner"), parent.pid() + "\n" + start + "\n");
    Path unfinished = Files.writeString(store().resolve("objects/pack/incoming_1234.pack"), "half");

    restart();
    set(served, "app:2");

    assertThat(unfinished).exists();
  }

  @Test
  void fetchesAgainWhenItsObjectsAreGone() throws IOException {
    ServedRepository served = served();
    set(served, "app:2");
    restart();
    for (Path pack : stored(".pack")) {
      Files.delete(pack);
    }

    PushOutcome outcome = set(served, "app:3");

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(served.log("main", "%s")).hasSize(3);
  }

  @Test
  void fetchesAgainWhenItsObjectsAreDamaged() throws IOException {
    ServedRepository served = served();
    set(served, "app:2");
    restart();
    for (Path markers : stored("markers")) {
      Files.delete(markers);
    }
    for (Path pack : stored(".pack")) {
      byte[] content = Files.readAllBytes(pack);
      for (int i = 12; i < content.length - 20; i++) {
        content[i] ^= 0x55;
      }
      pack.toFile().setWritable(true);
      Files.write(pack, content);
    }
    restart();

    PushOutcome outcome = set(served, "app:3");

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(served.file("main", "a.yaml")).isEqualTo(manifest("app:3", "ns:p"));
  }

  @Test
  void staysSmallOverManyUpdates() throws IOException {
    ServedRepository served = served();
    for (int i = 2; i < 75; i++) {
      set(served, "app:" + i);
    }

    assertThat(stored(".pack")).hasSizeLessThan(52);
    assertThat(served.log("main", "%s")).hasSize(74);
    assertThat(served.fsck()).isEmpty();
  }

  @Test
  void worksOnAfterItsPacksWereMerged() throws IOException {
    ServedRepository served = served();
    for (int i = 2; i < 60; i++) {
      set(served, "app:" + i);
    }
    served.commit("main", Map.of("b.yaml", manifest("app:1", "ns:p")));

    set(served, "app:60");
    restart();
    PushOutcome outcome = set(served, "app:61");

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(served.changedPaths("main")).containsExactly("a.yaml", "b.yaml");
  }

  @Test
  void removesMirrorsThatNobodyUsed() throws IOException {
    ServedRepository served = served();
    set(served, "app:2");
    Path store = store();
    Files.setLastModifiedTime(
        store.resolve("heads"), FileTime.from(Fixture.NOW.minus(Duration.ofDays(31))));

    restart();

    assertThat(store).doesNotExist();
  }

  @Test
  void namesItsDirectoriesWithoutSecrets() throws IOException {
    ServedRepository served = served();
    server.requireBasic("bot", "s3cr3t");
    GitRemote remote = Fixture.remote(served.url().replace("://", "://bot:s3cr3t@"));

    mirrors.mirror(remote, Fixture.HOLDER).update(request("main", ".", setting("ns:p", "app:2")));

    for (Path file : stored("")) {
      assertThat(file.toString()).doesNotContain("s3cr3t");
      if (Files.isRegularFile(file) && Files.size(file) < 10_000) {
        assertThat(Files.readAllBytes(file)).asString().doesNotContain("s3cr3t");
      }
    }
  }
}

package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever happens to the files of a mirror costs one fetch. */
class DamagedMirrorIT extends GitServerCase {
  private enum Damage {
    GONE,
    EMPTY,
    CUT,
    FLIPPED,
    NOISE,
    LONGER,
    A_FOLDER;

    void to(Path file, Random random) throws IOException {
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      switch (this) {
        case GONE -> {}
        case EMPTY -> Files.write(file, new byte[0]);
        case CUT ->
            Files.write(file, Arrays.copyOf(content, random.nextInt(Math.max(1, content.length))));
        case FLIPPED -> {
          for (int i = 0; i < 3 && content.length > 0; i++) {
            content[random.nextInt(content.length)] ^= (byte) (1 + random.nextInt(255));
          }
          Files.write(file, content);
        }
        case NOISE -> {
          random.nextBytes(content);
          Files.write(file, content);
        }
        case LONGER -> {
          Files.write(file, Arrays.copyOf(content, content.length + 1 + random.nextInt(100)));
        }
        case A_FOLDER -> {
          Files.createDirectories(file.resolve("inner"));
          Files.writeString(file.resolve("inner/file"), "x");
        }
      }
    }
  }

  private static final long SEED = Long.getLong("seed", 1);

  private int version = 1;

  private ServedRepository served() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      files.put("apps/g%d/app-%d.yaml".formatted(i % 3, i), manifest("app:1", "ns:p"));
    }
    return server.create("fleet", files);
  }

  private void update(ServedRepository served) {
    version++;
    PushOutcome outcome =
        mirror(served).update(request("main", ".", setting("ns:p", "app:" + version)));

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(served.file("main", "apps/g0/app-0.yaml"))
        .isEqualTo(manifest("app:" + version, "ns:p"));
    int files = mirror(served).tree(MAIN, tree -> tree.files().size());
    assertThat(files).isEqualTo(30);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void anyDamageOfAnyFileIsMendedByTheNextRun() throws IOException {
    ServedRepository served = served();
    Random random = new Random(SEED);
    update(served);
    update(served);
    int kinds = files().size();

    for (int file = 0; file < kinds; file++) {
      for (Damage damage : Damage.values()) {
        List<Path> files = files();
        Path damaged = files.get(file % files.size());
        damage.to(damaged, random);
        boolean restarted = random.nextBoolean();
        if (restarted) {
          restart();
        }
        assertThatCode(() -> update(served))
            .as("%s %s, restarted: %s, seed %d", damaged.getFileName(), damage, restarted, SEED)
            .doesNotThrowAnyException();
      }
    }

    assertThat(served.fsck()).isEmpty();
  }

  @Test
  void aFileInPlaceOfAFolderIsReplaced() throws IOException {
    ServedRepository served = served();
    update(served);
    for (String folder : List.of("", "objects", "objects/pack", "refs", "refs/heads")) {
      Path mirror =
          files().stream()
              .filter(file -> file.endsWith("heads"))
              .findFirst()
              .orElseThrow()
              .resolve("..")
              .normalize();
      mirrors.close();
      Path place = mirror.resolve(folder).normalize();
      dev.freshet.engine.file.Folders.delete(place);
      Files.writeString(place, "in the way");
      restart();
      update(served);
    }
  }

  @Test
  void damageWhileOthersReadIsMendedOnce() throws Exception {
    ServedRepository served = served();
    update(served);
    restart();
    for (Path pack : files().stream().filter(file -> file.toString().endsWith(".pack")).toList()) {
      Damage.NOISE.to(pack, new Random(1));
    }
    server.forgetRequests();

    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var reads =
          Stream.generate(() ->
                  threads.submit(() -> mirror(served).tree(MAIN, tree -> tree.files().size())))
              .limit(8)
              .toList();
      for (var read : reads) {
        assertThat(read.get()).isEqualTo(30);
      }
    }
  }
}

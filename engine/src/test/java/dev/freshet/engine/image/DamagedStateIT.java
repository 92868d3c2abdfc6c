package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.state.Damage;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happened to the files of the state folder, the next run mends it. */
class DamagedStateIT {
  private static final int ROUNDS = Integer.getInteger("freshet.damages", 50);

  @TempDir private Path folder;
  private Lab lab;
  private GitHttpServer git;

  @BeforeEach
  void run() throws IOException {
    lab = new Lab(folder);
    git = GitHttpServer.startIn(folder, "git");
    lab.registry.push("app", "1.0.0", "1.0.1");
    ServedRepository app =
        git.create(
            "app",
            Map.of(
                "app.yaml",
                "a: {kind: b}\nimage: %s:1.0.0 # {\"$imagepolicy\": \"default:app\"}\n"
                    .formatted(lab.image())));
    lab.declareApp(Lab.semver("1.x"));
    lab.declareAutomation(app.url(), "");
    lab.run();
  }

  @AfterEach
  void stop() {
    lab.close();
    git.close();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(lab.state().root())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(lab.state().git()))
          .sorted()
          .toList();
    }
  }

  @Test
  void isMendedByTheNextRun() throws IOException {
    for (int seed = 0; seed < ROUNDS; seed++) {
      List<Path> files = files();
      Path damaged = files.get(seed % files.size());
      Damage.to(damaged, seed);
      lab.restart();

      assertThat(lab.run().values())
          .as("after damage %d to %s", seed, damaged)
          .allMatch(run -> run.result() == Run.Result.SUCCEEDED);
      assertThat(lab.selected()).isEqualTo("1.0.1");
      assertThat(lab.told(Event.Type.WARNING)).isEmpty();
    }
  }
}

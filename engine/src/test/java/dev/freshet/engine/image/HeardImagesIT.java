package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ScanResult;
import dev.freshet.engine.process.ImageListener.KeptTags;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those who measure are told of scans and pushes. */
class HeardImagesIT {
  @TempDir private Path folder;
  private Lab lab;
  private GitHttpServer git;

  @BeforeEach
  void serve() {
    lab = new Lab(folder);
    git = GitHttpServer.startIn(folder, "git");
    lab.registry.push("app", "1.0.0", "1.0.1");
    lab.declareApp(Lab.semver("1.x"));
  }

  @AfterEach
  void stop() {
    lab.close();
    git.close();
  }

  @Test
  void tellsWhatAScanFound() {
    lab.run();

    assertThat(lab.heard.scans).containsExactly(found());
    assertThat(lab.heard.kept).containsExactly(KeptTags.NONE);
  }

  @Test
  void tellsTheLastScanAgainWhereOneFails() {
    lab.run();
    ScanResult before = found();
    lab.heard.forget();
    lab.registry.failAlways(Place.page(1), Fault.status(500));

    lab.run();

    assertThat(lab.heard.scans).isNotEmpty().containsOnly(before);
  }

  @Test
  void tellsTheLastScanOfAnEarlierProcessBeforeTheNext() {
    lab.run();
    ScanResult before = found();
    lab.heard.forget();
    lab.restart();

    lab.run();

    assertThat(lab.heard.scans).startsWith(before);
  }

  @Test
  void tellsNothingOfARepositoryThatWasNeverScanned() {
    lab.registry.failAlways(Place.page(1), Fault.status(500));

    lab.run();

    assertThat(lab.heard.scans).isEmpty();
  }

  @Test
  void tellsOfAKeptTagUntilItIsListedAgain() {
    lab.run();
    lab.registry.list("app", List.of("1.0.0"));
    lab.run();
    lab.run();
    assertThat(lab.heard.kept).endsWith(KeptTags.SOME);

    lab.registry.list("app", List.of("1.0.0", "1.0.1"));
    lab.run();
    lab.run();

    assertThat(lab.heard.kept).endsWith(KeptTags.NONE);
  }

  @Test
  void tellsOfAPushOnceAndOfNothingWhereNothingWasPushed() {
    ServedRepository app = git.create("app", Map.of("app.yaml", manifest()));
    lab.declareAutomation(app.url(), "");

    lab.run();
    lab.run();

    assertThat(lab.heard.pushes)
        .singleElement()
        .satisfies(latency -> assertThat(latency).isGreaterThanOrEqualTo(Duration.ZERO));
  }

  private ScanResult found() {
    return lab.repository().lastScanResult().orElseThrow();
  }

  private static String manifest() {
    return """
    image: x:1.0.0 # {"$imagepolicy": "default:app:tag"}
    """;
  }
}

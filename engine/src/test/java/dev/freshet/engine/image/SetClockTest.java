package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.engine.reconcile.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock, and scans go on at their interval. */
class SetClockTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void scan() {
    lab = new Lab(folder);
    lab.registry.push("app", "1.0.0");
    lab.declareRepository("");
    lab.run();
    lab.registry.push("app", "1.0.1");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private Run wake() {
    return lab.runOfItsOwnAccord(ImageRepository.KIND, "app");
  }

  private int tags() {
    return lab.repository().lastScanResult().orElseThrow().tagCount();
  }

  @Test
  void scansAtTheIntervalThatHasReallyPassed() {
    lab.setClock(DAY.negated());
    assertThat(wake().next()).contains(Duration.ofMinutes(1));
    assertThat(tags()).isEqualTo(1);

    lab.pass(Duration.ofMinutes(1));
    wake();

    assertThat(tags()).isEqualTo(2);
  }

  @Test
  void scansAtOnceWhenTheLastProcessScannedInTheFuture() {
    lab.setClock(DAY.negated());
    lab.restart();

    wake();

    assertThat(tags()).isEqualTo(2);
  }

  @Test
  void scansInTimeWhenTheClockWasSetBackByLessThanHasPassed() {
    lab.pass(Duration.ofSeconds(50));
    lab.setClock(Duration.ofSeconds(-40));

    assertThat(wake().next()).contains(Duration.ofSeconds(10));
    assertThat(tags()).isEqualTo(1);
    lab.pass(Duration.ofSeconds(10));
    wake();
    assertThat(tags()).isEqualTo(2);
  }

  @Test
  void goesOnAtItsIntervalAfterTheClockWasSetForward() {
    lab.setClock(DAY);

    assertThat(wake().next()).contains(Duration.ofMinutes(1));
    lab.setClock(DAY.negated());
    assertThat(wake().next()).contains(Duration.ofMinutes(1));
  }
}

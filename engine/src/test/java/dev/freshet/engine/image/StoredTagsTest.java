package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.core.AutomationException;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.work.HeapShares;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTagsTest {
  private static final int TAGS = 10_000;

  @TempDir private Path folder;
  private Lab lab;
  private Ledger ledger;
  private ImageRepository repository;
  private ImageName image;

  @BeforeEach
  void record() {
    lab = new Lab(folder);
    lab.declareRepository("  timeout: 20s\n");
    repository = lab.objects().all(ImageRepository.KIND).iterator().next();
    image = ImageName.parse(lab.image());
    ledger = new Ledger(folder.resolve("tags"));
    List<Tag> tags = IntStream.range(0, TAGS).mapToObj(i -> new Tag("1.0." + i)).toList();
    ledger.record(Lab.name("app"), image, tags, Instant.EPOCH);
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void areReadOnceThereIsMemoryForThem() {
    var memory = new HeapShares(10L << 20);

    try (StoredTags.Listed listed = new StoredTags(ledger, memory).of("a", repository, image)) {
      assertThat(listed.tags()).hasSize(TAGS);
      assertThat(memory.taken()).isGreaterThan(TAGS * 150L);
    }
    assertThat(memory.taken()).isZero();
  }

  @Test
  void areRefusedWhereThereIsNone() {
    var stored = new StoredTags(ledger, new HeapShares(1L << 20));

    assertThatThrownBy(() -> stored.of("a", repository, image))
        .isInstanceOf(AutomationException.class)
        .hasMessageContaining("failed to read tags from database: it takes more than the 1 MiB");
  }

  @Test
  void areGivenUpForOthersByWhoeverHasMostOfThem() throws Exception {
    var memory = new HeapShares(5L << 20);
    var stored = new StoredTags(ledger, memory);
    var interrupted = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> hanging =
          threads.submit(() -> {
            try (var _ = stored.of("a", repository, image);
                var _ = stored.of("a", repository, image)) {
              new CountDownLatch(1).await();
            } catch (InterruptedException _) {
              interrupted.countDown();
            }
            return Thread.currentThread().isInterrupted();
          });
      await().until(() -> memory.taken() > TAGS * 300L);

      try (StoredTags.Listed listed = stored.of("b", repository, image)) {
        assertThat(listed.tags()).hasSize(TAGS);
      }
      interrupted.await();
      assertThat(hanging.get()).isFalse();
    }
    assertThat(memory.taken()).isZero();
    assertThat(Duration.ofSeconds(20)).isEqualTo(repository.scanTimeout());
  }
}

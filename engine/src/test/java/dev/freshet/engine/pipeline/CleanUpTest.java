package dev.freshet.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.image.ImageName;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.state.ObjectKey;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays of an ImageRepository that goes. */
class CleanUpTest {
  private static final ObjectKey APP =
      new ObjectKey(ObjectKey.Kind.IMAGE_REPOSITORY, Lab.name("app"));

  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void scan() {
    lab = new Lab(folder);
    lab.registry.push("app", "1.0.0");
    lab.declareRepository("");
    lab.run();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void deletesTheTags() {
    lab.pipeline().cleanUp(lab.objects(), APP);

    assertThat(tags()).isFalse();
  }

  @Test
  void deletesTheTagsWhenTheObjectCannotBeReadAnyMore() {
    lab.forget("repository");

    lab.pipeline().cleanUp(lab.objects(), APP);

    assertThat(tags()).isFalse();
  }

  @Test
  void keepsTheTagsOfAnImageThatAnotherRepositoryScans() {
    lab.declare(
        "other",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: other}
        spec: {image: '%s', interval: 1m}
        """
            .formatted(lab.image()));

    lab.pipeline().cleanUp(lab.objects(), APP);

    assertThat(tags()).isTrue();
  }

  private boolean tags() {
    return new Ledger(lab.state().ledger()).read(ImageName.parse(lab.image())).isPresent();
  }
}

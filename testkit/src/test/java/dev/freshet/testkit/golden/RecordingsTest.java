package dev.freshet.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Recordings of another origin, of which there may be a part only. */
class RecordingsTest {
  private static final String PROPERTY = "golden.dir";

  @TempDir private Path folder;
  private final String before = System.getProperty(PROPERTY, "");

  @BeforeEach
  void takeThoseOfTheFolder() {
    System.setProperty(PROPERTY, folder.toString());
  }

  @AfterEach
  void takeOurOwn() {
    System.setProperty(PROPERTY, before);
  }

  @Test
  void areReadWhereTheyLie() throws IOException {
    Files.writeString(folder.resolve("globs.jsonl"), "{\"a\": 1}\n{\"a\": 2}\n");

    assertThat(Recordings.of("globs.jsonl")).hasSize(2);
  }

  @Test
  void skipTheTestWhereTheyAreMissing() {
    assertThatThrownBy(() -> Recordings.of("globs.jsonl"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("globs.jsonl is not in " + folder);
  }
}

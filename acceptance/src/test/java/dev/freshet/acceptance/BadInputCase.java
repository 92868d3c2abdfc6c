package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.git.ServedRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two applications side by side: something is wrong with one, the other is updated all the same.
 */
abstract class BadInputCase {
  @TempDir private Path folder;
  protected Lab lab;
  protected ServedRepository good;
  protected ServedRepository bad;

  @BeforeEach
  final void startServers() {
    lab = new Lab(folder);
    good = lab.app("good");
    bad = lab.app("bad");
  }

  @AfterEach
  final void stopServers() {
    lab.close();
  }

  /**
   * Runs once: the line is all there is on stderr, the exit code is 1, nothing was written to the
   * bad application and the good one is up to date.
   */
  protected final void assertOnlyLine(String line) {
    String before = bad.git("for-each-ref");

    Outcome outcome = lab.runOnce();

    assertThat(outcome.err()).isEqualTo("✗ " + line + "\n");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(bad.git("for-each-ref")).isEqualTo(before);
    assertThat(good.file("main", "app.yaml")).isEqualTo(lab.deployment("good", "1.0.1"));
  }

  /** Lets an object of a manifest name a Secret. */
  protected final void nameSecret(String file, String secret) {
    lab.edit(file, "interval: 1m", "interval: 1m\n  secretRef:\n    name: " + secret);
  }
}

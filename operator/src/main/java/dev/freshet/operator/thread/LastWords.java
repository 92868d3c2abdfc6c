package dev.freshet.operator.thread;

import dev.freshet.engine.work.OutOfMemory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process with a message, so that another operator takes over. The end does not wait for
 * the message: whoever reads the log may be what stands still.
 *
 * @param end ends the process at once, and without asking anybody
 */
public record LastWords(Runnable end) {
  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
  private static final Duration TO_SPEAK = Duration.ofSeconds(2);

  public void say(String why) {
    OutOfMemory.endWhenShort();
    try {
      Thread speaker =
          Thread.ofPlatform()
              .daemon()
              .name("freshet-last-words")
              .start(() -> LOG.error("the process ends, so that another takes over: {}", why));
      var _ = speaker.join(TO_SPEAK);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      end.run();
    }
  }
}

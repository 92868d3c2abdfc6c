package dev.freshet.engine.registry.host;

import java.time.Duration;

/** How to let time pass; tests move their clock instead. */
@FunctionalInterface
public interface Sleeper {
  void sleep(Duration duration) throws InterruptedException;
}

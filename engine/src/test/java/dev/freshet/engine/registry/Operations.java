package dev.freshet.engine.registry;

import dev.freshet.core.image.ImageName;
import dev.freshet.engine.tls.TlsMaterial;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Operations outside any client. */
final class Operations {
  private Operations() {}

  static Operation within() {
    return within(Duration.ofSeconds(30), new ManualTime());
  }

  static Operation within(Duration timeout, ManualTime time) {
    var watchdogs = new ScheduledThreadPoolExecutor(0, Thread.ofPlatform().daemon().factory());
    return new Operation(
        ImageName.parse("registry.example/team/app"),
        RegistryAccess.anonymous(timeout),
        new Connections(time).lease(TlsMaterial.NONE, Optional.empty()),
        time,
        watchdogs);
  }
}

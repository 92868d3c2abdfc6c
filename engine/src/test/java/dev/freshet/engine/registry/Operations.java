package dev.freshet.engine.registry;

import dev.freshet.core.image.ImageName;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.http.HttpAccess;
import java.time.Duration;

/** Operations outside any client. */
final class Operations {
  private Operations() {}

  static Operation within() {
    return within(Duration.ofSeconds(30), new ManualTime());
  }

  static Operation within(Duration timeout, ManualTime time) {
    RegistryAccess access = RegistryAccess.anonymous(timeout);
    Connections connections = Connections.direct();
    return new Operation(
        ImageName.parse("registry.example/team/app"),
        access,
        new HeldAccess(),
        connections.lease(new HttpAccess(access.fingerprint(), access.tls(), access.proxy())),
        time,
        connections.watchdog());
  }
}

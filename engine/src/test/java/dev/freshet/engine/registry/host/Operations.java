package dev.freshet.engine.registry.host;

import dev.freshet.core.image.ImageName;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.http.HttpAccess;
import dev.freshet.engine.registry.auth.RegistryAccess;
import java.time.Duration;

/** Operations outside any client. */
public final class Operations {
  private Operations() {}

  public static RegistryOperation within() {
    return within(Duration.ofSeconds(30), new ManualTime());
  }

  public static RegistryOperation within(Duration timeout, ManualTime time) {
    RegistryAccess access = RegistryAccess.anonymous(timeout);
    Connections connections = Connections.direct();
    return new RegistryOperation(
        ImageName.parse("registry.example/team/app"),
        access,
        new HeldAccess(),
        connections.lease(new HttpAccess(access.fingerprint(), access.tls(), access.proxy())),
        time,
        connections.watchdog());
  }
}

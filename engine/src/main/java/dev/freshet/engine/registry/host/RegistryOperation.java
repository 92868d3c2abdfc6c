package dev.freshet.engine.registry.host;

import dev.freshet.core.image.ImageName;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.registry.auth.PlainHttp;
import dev.freshet.engine.registry.auth.RegistryAccess;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** One call of the client: of which image, and with what the objects of its access share. */
public final class RegistryOperation extends Operation {
  private final ImageName image;
  private final HeldAccess held;
  private final Connections.Lease connections;

  public RegistryOperation(
      ImageName image,
      RegistryAccess access,
      HeldAccess held,
      Connections.Lease connections,
      InstantSource clock,
      ScheduledExecutorService watchdogs) {
    super(access, clock, watchdogs);
    this.image = image;
    this.held = held;
    this.connections = connections;
  }

  public ImageName image() {
    return image;
  }

  /** What the objects with this access share. */
  public HeldAccess held() {
    return held;
  }

  public Connections.Lease connections() {
    return connections;
  }

  public boolean allowsHttp() {
    return access().plainHttp() == PlainHttp.ALLOWED || image.allowsHttp();
  }

  /**
   * Whether an address a server named may be visited. HTTP is for local registries and their like:
   * an image on 10.0.0.1 must not lead its credentials to the open network in clear.
   */
  public boolean mayVisit(URI target) {
    Origin origin = Origin.of(target);
    return origin.scheme().equals("https")
        || access().plainHttp() == PlainHttp.ALLOWED
        || (image.allowsHttp()
            && (Urls.isLocal(target)
                || origin
                    .host()
                    .equals(Origin.of(URI.create("http://" + image.registry())).host())));
  }

  @Override
  public void close() {
    super.close();
    connections.close();
  }
}

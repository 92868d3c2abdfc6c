package dev.freshet.engine.registry.host;

import dev.freshet.core.image.ImageName;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.registry.auth.RegistryAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which accesses are held, and by whom. An object has one access at a time: when it comes with
 * another, the one before is let go. So there are never more than there are objects.
 */
public final class HeldAccesses {
  private record Key(String registry, Fingerprint access) {}

  private final Consumer<HeldAccess> ended;
  private final Map<Key, HeldAccess> accesses = new HashMap<>();
  private final Map<Holder, Key> held = new HashMap<>();

  /**
   * @param ended told of each access whose last holder is gone
   */
  public HeldAccesses(Consumer<HeldAccess> ended) {
    this.ended = ended;
  }

  public synchronized HeldAccess of(ImageName image, RegistryAccess access) {
    Key key = new Key(image.registry(), access.fingerprint());
    if (!key.equals(held.get(access.holder()))) {
      release(access.holder());
      held.put(access.holder(), key);
    }
    HeldAccess shared = accesses.computeIfAbsent(key, _ -> new HeldAccess());
    shared.holders().add(access.holder());
    return shared;
  }

  public synchronized void release(Holder holder) {
    Key key = held.remove(holder);
    HeldAccess access = key == null ? null : accesses.get(key);
    if (access != null && access.holders().remove(holder) && access.holders().isEmpty()) {
      accesses.remove(key);
      access.end();
      ended.accept(access);
    }
  }

  synchronized int size() {
    return accesses.size();
  }
}

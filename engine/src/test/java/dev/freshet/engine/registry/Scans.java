package dev.freshet.engine.registry;

import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.registry.host.ManualTime;
import dev.freshet.engine.registry.http.RegistryCall;
import dev.freshet.engine.work.HeapShares;
import dev.freshet.testkit.registry.InProcessRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client on manual time, and short ways to ask it about one repository. */
final class Scans implements AutoCloseable {
  static final String REPOSITORY = "team/app";
  static final RegistryAccess ANONYMOUS = RegistryAccess.anonymous(Duration.ofSeconds(30));
  static final RegistryAccess ALICE =
      ANONYMOUS.with(new RegistryCredentials.Basic("alice", "s3cr3t-p4ss"));

  final ManualTime time = new ManualTime();
  final List<RegistryCall> calls = new CopyOnWriteArrayList<>();
  final HeapShares memory = new HeapShares(16 << 20);
  private final Connections connections = Connections.direct();
  final RegistryClient client =
      new RegistryClient(
          time, new Random(1), time, connections, calls::add, Duration.ofMillis(20), memory);

  List<String> tags(InProcessRegistry registry, RegistryAccess access) {
    return tags(registry.image(REPOSITORY), access);
  }

  List<String> tags(String image, RegistryAccess access) {
    try (TagList list = client.tags(ImageName.parse(image), access)) {
      return list.tags().stream().map(Tag::value).toList();
    }
  }

  ManifestAnswer manifest(InProcessRegistry registry, String tag) {
    return client.manifest(ImageName.parse(registry.image(REPOSITORY)), new Tag(tag), ANONYMOUS);
  }

  @Override
  public void close() {
    connections.close();
  }
}

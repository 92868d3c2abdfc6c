package dev.freshet.engine.registry;

import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.host.ManualTime;
import dev.freshet.engine.registry.host.Operation;
import dev.freshet.engine.registry.host.Operations;
import dev.freshet.engine.registry.http.RegistryError;
import dev.freshet.engine.work.HeapShares;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Reads what registries say the way the client does, for one who has texts and no registry. */
public final class RegistryTexts {
  private static final Operation OPERATION =
      Operations.within(Duration.ofDays(1), new ManualTime());

  private RegistryTexts() {}

  public static Object challenge(String header) {
    return Challenge.parse(List.of(header));
  }

  public static Object error(String body) {
    return RegistryError.parse(body);
  }

  public static Object link(String header) throws IOException {
    return Links.next(header);
  }

  public static Object tags(String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    try (var share = new HeapShares(1 << 20).open("ns", () -> {})) {
      return TagPage.read(new ByteArrayInputStream(body), new TagMemory(OPERATION, share));
    }
  }
}

package dev.freshet.engine.registry;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads what registries say the way the client does, for one who has texts and no registry. */
public final class RegistryTexts {
  private RegistryTexts() {}

  public static Object challenge(String header) {
    return Challenge.parse(List.of(header));
  }

  public static Object error(String body) {
    return RegistryError.parse(body);
  }

  public static Object retryAfter(String header) {
    return Patience.wish(header, Optional.of("Thu, 01 Jan 2026 00:00:05 GMT"));
  }

  public static Object link(String header) throws IOException {
    return Links.next(header);
  }
}

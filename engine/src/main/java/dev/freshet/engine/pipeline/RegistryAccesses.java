package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.registry.RegistryAccess;

final class RegistryAccesses {
  private RegistryAccesses() {}

  static RegistryAccess of(ImageObjects objects, ImageRepository repository, ImageName image) {
    return RegistryAccess.anonymous(repository.scanTimeout());
  }
}

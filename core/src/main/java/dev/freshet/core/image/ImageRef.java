package dev.freshet.core.image;

import java.util.Optional;

/**
 * What a policy resolved to: the image name as the ImageRepository spells it, a tag, and a digest
 * when the policy reflects digests. Prints as {@code name:tag[@digest]}.
 */
public record ImageRef(String name, Tag tag, Optional<Digest> digest) {

  @Override
  public String toString() {
    return name + ":" + tag + digest.map(value -> "@" + value).orElse("");
  }
}

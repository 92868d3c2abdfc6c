package dev.freshet.engine.registry;

import dev.freshet.core.image.Tag;
import java.util.List;

/**
 * A complete tag list, in the registry's order. A tag that the registry lists twice is here twice:
 * who counts or stores them decides what that means.
 */
public record TagList(List<Tag> tags) {

  public TagList {
    tags = List.copyOf(tags);
  }
}

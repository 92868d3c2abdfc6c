package dev.freshet.operator.cache;

import dev.freshet.api.LabelQuery;
import dev.freshet.operator.object.ClusterObject;
import java.util.Optional;

/**
 * Which objects this process takes care of.
 *
 * @param namespace the one namespace that is looked at; all when empty
 * @param selector the labels of this process's shard; objects outside are seen, because others
 *     refer to them, and left to their own process
 */
public record Scope(Optional<String> namespace, LabelQuery selector) {
  public static final Scope EVERYTHING = new Scope(Optional.empty(), LabelQuery.ALL);

  boolean owns(ClusterObject object) {
    return selector.accepts(object.labels());
  }
}

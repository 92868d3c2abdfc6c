package dev.freshet.operator.cache;

import dev.freshet.api.LabelQuery;
import dev.freshet.api.kind.Kind;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.server.ResourcePath;
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

  /** Where this process lists and watches the objects of a kind. */
  ResourcePath path(Kind<?, ?> kind) {
    return namespace.map(one -> ResourcePath.of(kind, one)).orElseGet(() -> ResourcePath.of(kind));
  }

  boolean owns(ClusterObject object) {
    return selector.accepts(object.labels());
  }
}

package dev.freshet.cli.run;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.engine.object.ReferenceGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells failures that only follow from another one: a policy without tags because its repository
 * could not be scanned, an automation whose GitRepository could not be read. What was told of the
 * first is all a person needs; the statuses hold both.
 */
final class DerivedFailures {
  private static final Set<Reason> OF_ANOTHER =
      Set.of(
          Reason.DEPENDENCY_NOT_READY, Reason.READ_OPERATION_FAILED, Reason.SOURCE_MANAGER_FAILED);

  private final Map<ObjectKey, List<String>> dependencies = new HashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  DerivedFailures(Manifests manifests) {
    for (Reconcilable object : manifests.objects()) {
      dependencies.put(
          object.key(),
          ReferenceGraph.workedOn(object.kind(), object).map(ObjectKey::toString).toList());
    }
    manifests.problems().stream().map(ManifestProblem::object).forEach(told::add);
  }

  /** From now on the object's failure has been told; true when it follows from another told one. */
  boolean isOne(ObjectKey object, Reason reason) {
    boolean follows =
        OF_ANOTHER.contains(reason)
            && dependencies.getOrDefault(object, List.of()).stream().anyMatch(this::isTold);
    told.add(object.toString());
    return follows;
  }

  /** A manifest that does not parse is told of by its kind alone. */
  private boolean isTold(String object) {
    return told.contains(object) || told.contains(object.substring(0, object.indexOf(' ')));
  }
}

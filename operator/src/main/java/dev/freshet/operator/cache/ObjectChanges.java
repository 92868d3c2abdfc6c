package dev.freshet.operator.cache;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.operator.object.ClusterObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells which differences between two states of one object matter. */
final class ObjectChanges {
  /** Where Freshet's own fields are, which the API server does not count as a generation. */
  private static final String DECLARING = "freshet.dev/";

  private ObjectChanges() {}

  /**
   * The changes from one state of an object to a later one. Labels, other annotations and the rest
   * of the status change without anybody needing to know.
   *
   * @param ours what we are writing as the object's status meanwhile; missing when we do not
   */
  static List<ObjectChange> between(ClusterObject before, ClusterObject after, JsonNode ours) {
    ObjectKey key = after.key();
    List<ObjectChange> changes = new ArrayList<>();
    if (after.isDeleting() && !before.isDeleting()) {
      changes.add(new ObjectChange.Deleting(key)); // which counts the generation up too
    } else if (after.generation() != before.generation()
        || !declared(after).equals(declared(before))) {
      changes.add(new ObjectChange.SpecChanged(key));
    }
    after
        .requestedAt()
        .filter(token -> before.requestedAt().filter(token::equals).isEmpty())
        .ifPresent(token -> changes.add(new ObjectChange.Requested(key, token)));
    boolean byUs = !ours.isMissingNode() && sameResult(ours, after);
    if (!byUs && !sameResult(before.status(), after)) {
      changes.add(new ObjectChange.ResultChanged(key));
    }
    return changes;
  }

  private static Map<String, String> declared(ClusterObject object) {
    Map<String, String> declared = new HashMap<>(object.annotations());
    declared.keySet().removeIf(name -> !name.startsWith(DECLARING));
    return declared;
  }

  private static boolean sameResult(JsonNode status, ClusterObject object) {
    return object.key().kind().status().isSameResult(status, object.status());
  }
}

package dev.freshet.core.marker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Compares a file before and after an edit, as a YAML parser reads both: every event must be the
 * same but for the values of the edited scalars. It knows nothing of how the edit was made, so a
 * mistake there, or a marker found in another version of the file, is caught and not written.
 */
public sealed interface EditCheck {

  /** Nothing but the edited scalars changed. */
  record Sound(ManifestMarkers.Found markersAfter) implements EditCheck {}

  /**
   * The edit must not be written.
   *
   * @param line of the old file, from 1
   */
  record Unsound(int line, String problem) implements EditCheck {}

  /** Checks an edit that was to give each marker of {@code before} its new value. */
  static EditCheck compare(byte[] before, byte[] after, Map<Marker, String> edits) {
    try {
      ManifestReading old = ManifestReading.of(before);
      ManifestReading edited = ManifestReading.of(after);
      return compare(old, edited, edits);
    } catch (NotAManifest e) {
      ManifestMarkers.Unparsable unparsable = e.unparsable();
      return new Unsound(unparsable.line(), unparsable.problem());
    }
  }

  private static EditCheck compare(
      ManifestReading old, ManifestReading edited, Map<Marker, String> edits) {
    List<Marker> missing = new ArrayList<>(edits.keySet());
    missing.removeAll(old.markers());
    if (!missing.isEmpty()) {
      return new Unsound(missing.getFirst().line(), "the marker is not there any more");
    }
    if (old.steps().size() != edited.steps().size()) {
      return new Unsound(1, "the edit would change the structure of the file");
    }
    Map<Integer, String> values = new HashMap<>();
    edits.forEach((marker, value) -> values.put(marker.start(), value));
    for (int i = 0; i < old.steps().size(); i++) {
      ManifestReading.Step step = old.steps().get(i);
      boolean same =
          values.containsKey(step.start()) && step.event() instanceof ScalarEvent scalar
              ? isEdited(scalar, edited.steps().get(i).event(), values.get(step.start()))
              : isSame(step.event(), edited.steps().get(i).event());
      if (!same) {
        int line = step.event().getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        return new Unsound(line, "the edit would change more than the marked value");
      }
    }
    return sameSetters(old.markers(), edited.markers())
        ? new Sound(new ManifestMarkers.Found(edited.markers()))
        : new Unsound(1, "the edit would change which markers the file has");
  }

  private static boolean sameSetters(List<Marker> old, List<Marker> edited) {
    return old.stream().map(Marker::setter).toList()
        .equals(edited.stream().map(Marker::setter).toList());
  }

  /** The tag may go, when its type does not fit the new value; the anchor must stay. */
  private static boolean isEdited(ScalarEvent old, Event edited, String value) {
    return edited instanceof ScalarEvent scalar
        && scalar.getValue().equals(value)
        && scalar.getAnchor().equals(old.getAnchor())
        && (scalar.getTag().equals(old.getTag()) || scalar.getTag().isEmpty());
  }

  private static boolean isSame(Event old, Event edited) {
    if (old.getEventId() != edited.getEventId() || !anchor(old).equals(anchor(edited))) {
      return false;
    }
    return switch (old) {
      case ScalarEvent scalar -> {
        ScalarEvent other = (ScalarEvent) edited;
        yield scalar.getValue().equals(other.getValue())
            && scalar.getScalarStyle() == other.getScalarStyle()
            && scalar.getTag().equals(other.getTag());
      }
      case CollectionStartEvent start -> {
        CollectionStartEvent other = (CollectionStartEvent) edited;
        yield start.getTag().equals(other.getTag())
            && start.getFlowStyle() == other.getFlowStyle();
      }
      case AliasEvent alias -> alias.getAlias().equals(((AliasEvent) edited).getAlias());
      default -> true;
    };
  }

  private static Optional<Anchor> anchor(Event event) {
    return event instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
  }
}

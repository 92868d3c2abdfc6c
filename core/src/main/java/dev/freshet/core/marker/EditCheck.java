package dev.freshet.core.marker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
  /** The problem of markers that are not those of the file. */
  String STALE = "its markers are not where they were found";

  /** Nothing but the edited scalars changed. */
  @SuppressWarnings("ArrayRecordComponent")
  record Sound(byte[] after, ManifestMarkers.Found markersAfter) implements EditCheck {}

  /**
   * The edit must not be written.
   *
   * @param line of the old file, from 1
   */
  record Unsound(int line, String problem) implements EditCheck {}

  /**
   * Checks an edit that is to give each marker its new value. The edit is asked for only when the
   * markers lie within {@code before}.
   *
   * @param known what was found in the file before
   */
  static EditCheck of(
      byte[] before,
      ManifestMarkers.Found known,
      Map<Marker, String> edits,
      Supplier<byte[]> edit) {
    if (!fit(edits.keySet(), before)) {
      return new Unsound(1, STALE);
    }
    try {
      byte[] after = edit.get();
      ManifestMarkers.Found found = ManifestMarkers.Found.of(ManifestReading.of(after));
      // Only what is not plainly sound is compared, event by event, to say what is wrong with it.
      return isPlainlySound(known, found, edits)
              && edits.keySet().stream().allMatch(marker -> isPlainlyAt(marker, before))
          ? new Sound(after, found)
          : compared(before, after, edits);
    } catch (NotAManifest e) {
      return new Unsound(e.line(), e.problem());
    }
  }

  /** Whether the markers can be of this file at all; that they are is seen when it is read. */
  private static boolean fit(Set<Marker> markers, byte[] before) {
    int at = 0;
    for (Marker marker : markers) {
      if (marker.start() < at || marker.end() <= marker.start() || marker.end() > before.length) {
        return false;
      }
      at = marker.end();
    }
    return true;
  }

  /** Whether everything but the markers' values is as it was, and those are what they are to be. */
  private static boolean isPlainlySound(
      ManifestMarkers.Found known, ManifestMarkers.Found found, Map<Marker, String> edits) {
    if (found.outline() != known.outline() || found.markers().size() != known.markers().size()) {
      return false;
    }
    int edited = 0;
    for (int i = 0; i < known.markers().size(); i++) {
      Marker old = known.markers().get(i);
      Marker now = found.markers().get(i);
      String value = edits.get(old);
      edited += value == null ? 0 : 1;
      if (!now.setter().equals(old.setter())
          || !now.value().equals(value == null ? old.value() : value)) {
        return false;
      }
    }
    return edited == edits.size();
  }

  /** Whether the file holds the marker's old value where the marker is, letter by letter. */
  private static boolean isPlainlyAt(Marker marker, byte[] before) {
    int quote =
        switch (marker.style()) {
          case PLAIN, LITERAL, FOLDED -> 0;
          case SINGLE_QUOTED, DOUBLE_QUOTED -> 1;
        };
    int start = marker.start() + quote;
    int end = marker.end() - quote;
    byte[] value = marker.value().getBytes(StandardCharsets.UTF_8);
    return start <= end && Arrays.equals(before, start, end, value, 0, value.length);
  }

  private static EditCheck compared(byte[] before, byte[] after, Map<Marker, String> edits) {
    ManifestReading edited = ManifestReading.of(after);
    return firstDifference(ManifestReading.of(before), edited, edits)
        .orElseGet(() -> new Sound(after, ManifestMarkers.Found.of(edited)));
  }

  private static Optional<EditCheck> firstDifference(
      ManifestReading old, ManifestReading edited, Map<Marker, String> edits) {
    Map<Integer, String> values = new HashMap<>();
    edits.forEach((marker, value) -> values.put(marker.start(), value));
    for (var step = old.next(); step.isPresent(); step = old.next()) {
      Event event = step.get().event();
      Optional<Event> after = edited.next().map(ManifestReading.Step::event);
      String value = values.get(step.get().start());
      boolean same =
          (value != null && event instanceof ScalarEvent scalar)
              ? after.filter(other -> isEdited(scalar, other, value)).isPresent()
              : after.filter(other -> isSame(event, other)).isPresent();
      if (!same) {
        return Optional.of(
            new Unsound(step.get().line(), "the edit would change more than the marked value"));
      }
    }
    if (edited.next().isPresent()) {
      return Optional.of(new Unsound(1, "the edit would add to the file"));
    }
    List<Marker> markers = ManifestMarkers.Found.of(old).markers();
    if (!Set.copyOf(markers).containsAll(edits.keySet())) {
      return Optional.of(new Unsound(1, STALE));
    }
    return sameSetters(markers, ManifestMarkers.Found.of(edited).markers())
        ? Optional.empty()
        : Optional.of(new Unsound(1, "the edit would change which markers the file has"));
  }

  private static boolean sameSetters(List<Marker> old, List<Marker> edited) {
    return old.stream()
        .map(Marker::setter)
        .toList()
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
        yield start.getTag().equals(other.getTag()) && start.getFlowStyle() == other.getFlowStyle();
      }
      case AliasEvent alias -> alias.getAlias().equals(((AliasEvent) edited).getAlias());
      default -> true;
    };
  }

  private static Optional<Anchor> anchor(Event event) {
    return event instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
  }
}

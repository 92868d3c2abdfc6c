package dev.freshet.core.plan;

import dev.freshet.core.Cutoff;
import dev.freshet.core.image.ByteOrder;
import dev.freshet.core.marker.EditCheck;
import dev.freshet.core.marker.IdleMarker;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.Marker;
import dev.freshet.core.marker.ObjectIdentifier;
import dev.freshet.core.plan.FileProblem.Severity;
import dev.freshet.core.plan.Setters.Setting.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Turns markers and their setters' values into a plan; reads contents and writes nothing. */
public final class Planner {
  /** By bytes, as Go sorts, so that reports list files in the same order. */
  private static final Comparator<ManifestFile> BY_PATH =
      Comparator.comparing(ManifestFile::path, ByteOrder::compare);

  /** How many edited files make one part; a smaller part is done sooner than handed to a thread. */
  private static final int PART = 32;

  private final Setters setters;

  private Planner(Setters setters) {
    this.setters = setters;
  }

  /** Plans every file; a problem with one is reported and never stops the others. */
  public static Plan plan(List<ManifestFile> files, Setters setters) {
    return plan(files, setters, Planner::oneAfterTheOther);
  }

  /**
   * Plans every file, where there are many in parts that may be worked on at once.
   *
   * @param work does all parts, and returns when they are done
   */
  public static Plan plan(
      List<ManifestFile> files, Setters setters, Consumer<List<Callable<?>>> work) {
    Planner planner = new Planner(setters);
    // Contents are read here, one after the other; what is made of them is made side by side.
    List<Draft> drafts = files.stream().sorted(BY_PATH).map(planner::draft).toList();
    Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();
    List<Integer> edited =
        IntStream.range(0, drafts.size())
            .filter(i -> !drafts.get(i).edits().isEmpty())
            .boxed()
            .toList();
    List<Callable<?>> parts = new ArrayList<>();
    for (int start = 0; start < edited.size(); start += PART) {
      List<Integer> part = edited.subList(start, Math.min(start + PART, edited.size()));
      parts.add(() -> {
        for (int i : part) {
          Cutoff.check();
          outcomes.put(i, outcome(drafts.get(i)));
        }
        return part;
      });
    }
    work.accept(parts);
    List<Outcome> all =
        IntStream.range(0, drafts.size())
            .mapToObj(i -> outcomes.getOrDefault(i, Outcome.unchanged(drafts.get(i))))
            .toList();
    return new Plan(
        all.stream().flatMap(outcome -> outcome.change().stream()).toList(),
        all.stream().flatMap(outcome -> outcome.problems().stream()).toList());
  }

  private static void oneAfterTheOther(List<Callable<?>> parts) {
    for (Callable<?> part : parts) {
      try {
        part.call();
      } catch (RuntimeException failure) {
        throw failure;
      } catch (Exception impossible) { // no part declares one
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** What a file's markers are to become. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Draft(
      ManifestFile file, byte[] before, Map<Marker, Value> edits, List<FileProblem> problems) {}

  /** What became of a file. */
  private record Outcome(Optional<FileChange> change, List<FileProblem> problems) {
    static Outcome unchanged(Draft draft) {
      return new Outcome(Optional.empty(), draft.problems());
    }
  }

  private Draft draft(ManifestFile file) {
    Map<Marker, Value> edits = new LinkedHashMap<>();
    List<FileProblem> problems = new ArrayList<>();
    switch (file.markers()) {
      case ManifestMarkers.Unparsable(int line, String problem) ->
          problems.add(problem(file, line, "cannot be parsed: " + problem, Severity.ERROR));
      case ManifestMarkers.Found(List<Marker> markers, List<IdleMarker> idle, _) -> {
        markers.forEach(marker -> draft(file, marker, edits, problems));
        idle.forEach(
            one -> problems.add(problem(file, one.line(), one.problem(), Severity.WARNING)));
      }
    }
    return new Draft(file, edits.isEmpty() ? new byte[0] : file.content().get(), edits, problems);
  }

  private void draft(
      ManifestFile file, Marker marker, Map<Marker, Value> edits, List<FileProblem> problems) {
    switch (setters.named(marker.setter())) {
      case Value value -> {
        if (!value.text().equals(marker.value())) {
          edits.put(marker, value);
        }
      }
      case Setters.Setting.Refused(String problem) ->
          problems.add(problem(file, marker.line(), problem, Severity.ERROR));
      case Setters.Setting.Unresolved(String problem) ->
          problems.add(problem(file, marker.line(), problem, Severity.WARNING));
      case Setters.Setting.Foreign() -> {
        // Another automation serves that namespace.
      }
    }
  }

  private static Outcome outcome(Draft draft) {
    if (!(draft.file().markers() instanceof ManifestMarkers.Found known)) {
      return Outcome.unchanged(draft);
    }
    ManifestFile file = draft.file();
    byte[] before = draft.before();
    Map<Marker, String> values = new LinkedHashMap<>();
    draft.edits().forEach((marker, value) -> values.put(marker, value.text()));
    return switch (EditCheck.of(before, known, values, () -> new Splice(before).apply(values))) {
      case EditCheck.Sound(byte[] after, ManifestMarkers.Found markersAfter) ->
          new Outcome(
              Optional.of(
                  new FileChange(file.path(), before, after, markersAfter, changes(draft.edits()))),
              draft.problems());
      case EditCheck.Unsound(int line, String problem) -> {
        List<FileProblem> problems = new ArrayList<>(draft.problems());
        problems.add(problem(file, line, "left as it is: " + problem, Severity.ERROR));
        yield new Outcome(Optional.empty(), problems);
      }
    };
  }

  private static List<Change> changes(Map<Marker, Value> edits) {
    List<Change> changes = new ArrayList<>();
    // As in Flux, the plan names an object as it is named once the marker is edited.
    Map<Integer, ObjectIdentifier> renamed = new HashMap<>();
    edits.forEach((marker, value) -> {
      ObjectIdentifier object = renamed.getOrDefault(marker.objectStart(), marker.object());
      if (marker.naming().isPresent()) {
        object = object.with(marker.naming().get(), value.text());
        renamed.put(marker.objectStart(), object);
      }
      changes.add(
          new Change(
              object,
              marker.value(),
              value.text(),
              marker.setter(),
              value.image(),
              value.policy()));
    });
    return changes;
  }

  private static FileProblem problem(
      ManifestFile file, int line, String message, Severity severity) {
    return new FileProblem(file.path(), line, message, severity);
  }
}

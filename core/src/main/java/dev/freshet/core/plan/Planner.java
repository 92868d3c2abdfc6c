package dev.freshet.core.plan;

import dev.freshet.core.marker.EditCheck;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.Marker;
import dev.freshet.core.plan.FileProblem.Severity;
import dev.freshet.core.plan.Setters.Setting.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns markers and what they are to say into a plan; it reads contents and writes nothing. */
public final class Planner {
  /** By bytes, as Go sorts, so that reports list files in the same order. */
  private static final Comparator<ManifestFile> BY_PATH =
      Comparator.comparing(
          file -> file.path().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  /** Fewer edits are done before another thread has taken its part. */
  private static final int WORTH_A_THREAD = 32;

  private final Setters setters;

  private Planner(Setters setters) {
    this.setters = setters;
  }

  /** Plans every file; a problem with one is reported and never stops the others. */
  public static Plan plan(List<ManifestFile> files, Setters setters) {
    Planner planner = new Planner(setters);
    // Contents are read here, one after the other; what is made of them is made side by side.
    List<Draft> drafts = files.stream().sorted(BY_PATH).map(planner::draft).toList();
    long edited = drafts.stream().filter(draft -> !draft.edits().isEmpty()).count();
    Stream<Draft> work = edited < WORTH_A_THREAD ? drafts.stream() : drafts.parallelStream();
    List<Outcome> outcomes = work.map(Planner::outcome).toList();
    return new Plan(
        outcomes.stream().flatMap(outcome -> outcome.change().stream()).toList(),
        outcomes.stream().flatMap(outcome -> outcome.problems().stream()).toList());
  }

  /** What a file's markers are to become. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Draft(
      ManifestFile file, byte[] before, Map<Marker, Value> edits, List<FileProblem> problems) {}

  /** What became of a file. */
  private record Outcome(Optional<FileChange> change, List<FileProblem> problems) {}

  private Draft draft(ManifestFile file) {
    Map<Marker, Value> edits = new LinkedHashMap<>();
    List<FileProblem> problems = new ArrayList<>();
    switch (file.markers()) {
      case ManifestMarkers.Unparsable(int line, String problem) ->
          problems.add(problem(file, line, "cannot be parsed: " + problem, Severity.ERROR));
      case ManifestMarkers.Found(List<Marker> markers, _) ->
          markers.forEach(marker -> draft(file, marker, edits, problems));
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
    if (draft.edits().isEmpty()
        || !(draft.file().markers() instanceof ManifestMarkers.Found known)) {
      return new Outcome(Optional.empty(), draft.problems());
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
    edits.forEach((marker, value) ->
        changes.add(
            new Change(
                marker.object(),
                marker.value(),
                value.text(),
                marker.setter(),
                value.image(),
                value.policy())));
    return changes;
  }

  private static FileProblem problem(
      ManifestFile file, int line, String message, Severity severity) {
    return new FileProblem(file.path(), line, message, severity);
  }
}

package dev.freshet.core.plan;

import dev.freshet.core.marker.EditCheck;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.Marker;
import dev.freshet.core.plan.FileProblem.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns markers and what they are to say into a plan; it reads contents and writes nothing. */
public final class Planner {
  /** By bytes, as Go sorts, so that reports list files in the same order. */
  private static final Comparator<ManifestFile> BY_PATH =
      Comparator.comparing(
          file -> file.path().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final Setters setters;
  private final List<FileChange> changes = new ArrayList<>();
  private final List<FileProblem> problems = new ArrayList<>();

  private Planner(Setters setters) {
    this.setters = setters;
  }

  /** Plans every file; a problem with one is reported and never stops the others. */
  public static Plan plan(List<ManifestFile> files, Setters setters) {
    Planner planner = new Planner(setters);
    files.stream().sorted(BY_PATH).forEach(planner::plan);
    return new Plan(planner.changes, planner.problems);
  }

  private void plan(ManifestFile file) {
    switch (file.markers()) {
      case ManifestMarkers.Unparsable(int line, String problem) ->
          report(file, line, "cannot be parsed: " + problem, Severity.ERROR);
      case ManifestMarkers.Found(List<Marker> markers) -> plan(file, markers);
    }
  }

  private void plan(ManifestFile file, List<Marker> markers) {
    Map<Marker, Setters.Setting.Value> edits = new LinkedHashMap<>();
    for (Marker marker : markers) {
      switch (setters.named(marker.setter())) {
        case Setters.Setting.Value value -> {
          if (!value.text().equals(marker.value())) {
            edits.put(marker, value);
          }
        }
        case Setters.Setting.Refused(String problem) ->
            report(file, marker.line(), problem, Severity.ERROR);
        case Setters.Setting.Unresolved(String problem) ->
            report(file, marker.line(), problem, Severity.WARNING);
        case Setters.Setting.Foreign() -> {
          // Another automation serves that namespace.
        }
      }
    }
    if (!edits.isEmpty()) {
      edit(file, edits);
    }
  }

  private void edit(ManifestFile file, Map<Marker, Setters.Setting.Value> edits) {
    byte[] before = file.content().get();
    Map<Marker, String> values = new LinkedHashMap<>();
    edits.forEach((marker, value) -> values.put(marker, value.text()));
    switch (EditCheck.of(before, values, () -> new Splice(before).apply(values))) {
      case EditCheck.Sound(byte[] after, ManifestMarkers.Found markersAfter) ->
          changes.add(new FileChange(file.path(), before, after, markersAfter, changes(edits)));
      case EditCheck.Unsound(int line, String problem) ->
          report(file, line, "left as it is: " + problem, Severity.ERROR);
    }
  }

  private static List<Change> changes(Map<Marker, Setters.Setting.Value> edits) {
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

  private void report(ManifestFile file, int line, String message, Severity severity) {
    problems.add(new FileProblem(file.path(), line, message, severity));
  }
}

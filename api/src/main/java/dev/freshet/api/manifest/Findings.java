package dev.freshet.api.manifest;

import java.util.ArrayList;
import java.util.List;

/** The problems of one object, while it is read. */
final class Findings {
  private final String path;
  private final String object;
  private final List<ManifestProblem> problems = new ArrayList<>();
  private final List<Fields> fields = new ArrayList<>();

  Findings(String path, String object) {
    this.path = path;
    this.object = object;
  }

  void add(int line, String message) {
    problems.add(new ManifestProblem(path, line, object, message));
  }

  void watch(Fields read) {
    fields.add(read);
  }

  /** All problems, with the fields that nobody asked for; to be called when reading is over. */
  List<ManifestProblem> finish() {
    fields.forEach(Fields::refuseUnknown);
    fields.clear();
    return problems;
  }
}

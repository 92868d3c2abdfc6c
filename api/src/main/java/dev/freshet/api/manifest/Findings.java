package dev.freshet.api.manifest;

import java.util.ArrayList;
import java.util.List;

/** The problems of one object, while it is read. */
final class Findings {
  /** Whether messages may repeat a word of the file that is no known name. */
  enum Discretion {
    OPEN,
    /** In a Secret such a word may be a piece of a value that lost its indentation. */
    DISCREET
  }

  /** Whether a field that no kind has is a finding. */
  enum UnknownFields {
    REFUSED,
    /** An API server has cut off what its schema does not know; newer schemas know more. */
    PASSED_OVER
  }

  private final String path;
  private final String object;
  private final Discretion discretion;
  private final UnknownFields unknown;
  private final List<ManifestProblem> problems = new ArrayList<>();
  private final List<Fields> fields = new ArrayList<>();

  Findings(String path, String object, Discretion discretion, UnknownFields unknown) {
    this.path = path;
    this.object = object;
    this.discretion = discretion;
    this.unknown = unknown;
  }

  /** Takes the findings about a stand-in, which nobody wants to hear. */
  static Findings none() {
    return new Findings("", "", Discretion.OPEN, UnknownFields.PASSED_OVER);
  }

  void add(int line, String message) {
    problems.add(new ManifestProblem(path, line, object, message));
  }

  void addUnknown(int line, String field, String suggestion) {
    String named =
        discretion == Discretion.OPEN || !suggestion.isEmpty()
            ? "unknown field \"" + field + "\""
            : "unknown field";
    add(line, named + suggestion);
  }

  void watch(Fields read) {
    fields.add(read);
  }

  /** All problems, with the fields that nobody asked for; to be called when reading is over. */
  List<ManifestProblem> finish() {
    if (unknown == UnknownFields.REFUSED) {
      fields.forEach(Fields::refuseUnknown);
    }
    fields.clear();
    return problems;
  }
}

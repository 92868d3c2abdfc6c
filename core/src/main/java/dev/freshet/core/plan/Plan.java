package dev.freshet.core.plan;

import java.util.List;

/** What an update would write, and what it could not; both sorted by path. */
public record Plan(List<FileChange> files, List<FileProblem> problems) {
  public Plan {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }

  /** True when there is nothing to write, whatever the problems. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  /** Every change, files by path, each in document order. */
  public List<Change> changes() {
    return files.stream().flatMap(file -> file.changes().stream()).toList();
  }
}

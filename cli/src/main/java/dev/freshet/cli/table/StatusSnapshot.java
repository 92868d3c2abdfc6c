package dev.freshet.cli.table;

import java.util.List;

/** The objects of one moment; within a kind they are sorted by namespace and name. */
public record StatusSnapshot(List<ObjectRow> objects) {

  public StatusSnapshot {
    objects = objects.stream().sorted(StatusSnapshot::compare).toList();
  }

  // Not a chain of comparators, whose lambdas no AOT cache keeps.
  private static int compare(ObjectRow one, ObjectRow other) {
    int kinds = one.kind().compareTo(other.kind());
    return kinds == 0 ? one.key().compareTo(other.key()) : kinds;
  }
}

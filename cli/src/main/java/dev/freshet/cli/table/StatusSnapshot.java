package dev.freshet.cli.table;

import java.util.Comparator;
import java.util.List;

/** The objects of one moment; within a kind they are sorted by namespace and name. */
public record StatusSnapshot(List<ObjectRow> objects) {

  public StatusSnapshot {
    objects =
        objects.stream()
            .sorted(Comparator.comparing(ObjectRow::kind).thenComparing(ObjectRow::key))
            .toList();
  }
}

package dev.freshet.cli;

import dev.freshet.api.Resource;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.cli.table.ObjectRow;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.engine.state.Statuses;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The objects and statuses that the last run, or the running one, has left in a state folder. */
final class StoredStatuses {
  private StoredStatuses() {}

  static StatusSnapshot read(Path directory, Kinds kinds) {
    StateFolder state = new StateFolder(directory);
    Manifests manifests = state.manifests().read(kinds);
    List<ObjectRow> rows = new ArrayList<>();
    kinds.reconciled().forEach(kind -> addRows(rows, kind, manifests, state.statuses()));
    return new StatusSnapshot(rows);
  }

  private static <R extends Resource, S extends ObjectStatus<S>> void addRows(
      List<ObjectRow> rows, Kind<R, S> kind, Manifests manifests, Statuses statuses) {
    for (R object : manifests.all(kind)) {
      S status = statuses.read(kind, object.metadata().key());
      rows.add(ObjectRow.of(kind, object, status, ZoneId.systemDefault()));
    }
  }
}

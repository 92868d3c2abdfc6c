package dev.freshet.cli;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
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

  static StatusSnapshot read(Path directory) {
    StateFolder state = new StateFolder(directory);
    Manifests manifests = state.manifests().read();
    Statuses statuses = state.statuses();
    ZoneId zone = ZoneId.systemDefault();
    List<ObjectRow> rows = new ArrayList<>();
    manifests
        .all(ImageRepository.KIND)
        .forEach(
            one -> rows.add(ObjectRow.of(one, statuses.read(ImageRepository.KIND, one.metadata().key()), zone)));
    manifests
        .all(ImagePolicy.KIND)
        .forEach(one -> rows.add(ObjectRow.of(one, statuses.read(ImagePolicy.KIND, one.metadata().key()))));
    manifests
        .all(ImageUpdateAutomation.KIND)
        .forEach(
            one -> rows.add(ObjectRow.of(one, statuses.read(ImageUpdateAutomation.KIND, one.metadata().key()), zone)));
    return new StatusSnapshot(rows);
  }
}

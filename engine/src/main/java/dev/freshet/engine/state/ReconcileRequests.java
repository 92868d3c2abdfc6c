package dev.freshet.engine.state;

import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.engine.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests to the process that runs this state folder: "reconcile this object now". The token of a
 * request comes back as the object's {@code lastHandledReconcileAt}, as Flux's annotation does.
 */
public record ReconcileRequests(Path directory) {

  /** One request; a later one for the same object replaces it. */
  public record Request(ObjectKey object, String token) {}

  public void ask(Request request) {
    try {
      AtomicFile.writeRebuildable(
          request.object().file(directory, ""), request.token().getBytes(StandardCharsets.UTF_8));
    } catch (IOException cause) {
      throw new AutomationException(
          Reason.FAILED, "ask for the reconciliation of " + request.object(), cause);
    }
  }

  /** Removes and returns what was asked since the last call. */
  public List<Request> take() {
    var requests = new ArrayList<Request>();
    for (var kind : ObjectKey.Kind.values()) {
      for (Path file : filesOf(kind)) {
        var name =
            new NamespacedName(
                String.valueOf(file.getParent().getFileName()), String.valueOf(file.getFileName()));
        try {
          String token = Files.readString(file);
          Files.delete(file);
          requests.add(new Request(new ObjectKey(kind, name), token));
        } catch (NoSuchFileException _) {
          // Replaced between listing and reading: the next call sees the new one.
        } catch (IOException cause) {
          throw new UncheckedIOException(cause);
        }
      }
    }
    return requests;
  }

  private List<Path> filesOf(ObjectKey.Kind kind) {
    Path folder = directory.resolve(kind.lowerCase());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.find(folder, 2, (path, _) -> isRequest(folder, path))) {
      return files.sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static boolean isRequest(Path folder, Path path) {
    return folder.relativize(path).getNameCount() == 2
        && !String.valueOf(path.getFileName()).startsWith(".");
  }
}

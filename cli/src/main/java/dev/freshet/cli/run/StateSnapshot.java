package dev.freshet.cli.run;

import dev.freshet.engine.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A throw-away state folder that knows what the real one knows: what is looked up with it leaves
 * the real one as it was, to the byte.
 */
final class StateSnapshot implements AutoCloseable {
  private final StateFolder copy;

  private StateSnapshot(StateFolder copy) {
    this.copy = copy;
  }

  static StateSnapshot of(Path real) throws IOException {
    StateFolder original = new StateFolder(real);
    Path directory = Files.createTempDirectory("freshet-preview");
    copy(original.statuses().directory(), directory.resolve("status"));
    copy(original.ledger(), directory.resolve("ledger"));
    if (original.owner().isEmpty()) {
      // Mirrors that somebody writes may be caught half-way; then this preview fetches for itself.
      copy(original.git(), directory.resolve("git"));
    }
    return new StateSnapshot(new StateFolder(directory));
  }

  StateFolder state() {
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      try {
        place(file, target);
      } catch (NoSuchFileException _) {
        // A temporary of somebody who runs there.
      }
    }
  }

  /** Git never changes a pack it has written, and a large one is not copied in no time. */
  private static void place(Path file, Path target) throws IOException {
    if (file.toString().endsWith(".pack")) {
      try {
        Files.createLink(target, file);
        return;
      } catch (IOException | UnsupportedOperationException _) {
        // Another disk, or one without links: copied like the rest.
      }
    }
    Files.copy(file, target);
  }

  @Override
  public void close() throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(copy.root())) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}

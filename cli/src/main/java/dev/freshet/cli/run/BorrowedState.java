package dev.freshet.cli.run;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away state folder that knows what the real one knows: what is looked up with it leaves
 * the real one as it was. Fetched Git objects alone are kept, when nobody else is writing there.
 */
final class BorrowedState implements AutoCloseable {
  private final StateFolder copy;
  private final StateFolder.@Nullable Lock lock;

  private BorrowedState(StateFolder copy, StateFolder.@Nullable Lock lock) {
    this.copy = copy;
    this.lock = lock;
  }

  static BorrowedState of(Path real) throws IOException {
    StateFolder original = new StateFolder(real);
    Path directory = Files.createTempDirectory("freshet-preview");
    copy(original.statuses().directory(), directory.resolve("status"));
    copy(original.ledger(), directory.resolve("ledger"));
    Optional<StateFolder.Lock> lock = tryLock(original);
    if (lock.isPresent()) {
      Files.createDirectories(original.git());
      Files.createSymbolicLink(directory.resolve("git"), original.git().toAbsolutePath());
    }
    return new BorrowedState(new StateFolder(directory), lock.orElse(null));
  }

  StateFolder state() {
    return copy;
  }

  private static Optional<StateFolder.Lock> tryLock(StateFolder original) {
    try {
      return Optional.of(original.lock());
    } catch (AutomationException _) {
      // Somebody runs there: this preview fetches for itself.
      return Optional.empty();
    }
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
      Files.copy(file, target);
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> paths;
    // Links are not followed, so what was lent stays.
    try (Stream<Path> walk = Files.walk(copy.root())) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
    if (lock != null) {
      lock.close();
    }
  }
}

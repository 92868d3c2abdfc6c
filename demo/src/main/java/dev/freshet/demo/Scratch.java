package dev.freshet.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that is gone after the demo, even one that is interrupted. */
record Scratch(Path folder, Thread hook) implements AutoCloseable {

  static Scratch create() throws IOException {
    Path folder = Files.createTempDirectory("freshet-demo");
    Thread hook = Thread.ofPlatform().unstarted(() -> deleteWhatIsLeft(folder));
    Runtime.getRuntime().addShutdownHook(hook);
    return new Scratch(folder, hook);
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  Path create(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static void deleteWhatIsLeft(Path folder) {
    try {
      delete(folder);
    } catch (IOException _) {
      // A process that is being stopped beside us still writes there; the system clears its folder.
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws IOException {
    delete(folder);
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}

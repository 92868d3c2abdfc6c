package dev.freshet.engine.artifact;

import dev.freshet.core.Cutoff;
import java.util.List;
import java.util.stream.Stream;

/** The directories that are taken; without any, all is. */
record SparseCheckout(List<String> directories) {

  SparseCheckout {
    directories = List.copyOf(directories);
  }

  /** Refuses a directory that none of these paths is, or lies below. */
  void requireIn(List<String> paths) {
    for (String directory : directories) {
      Cutoff.check();
      String wanted = clean(directory);
      if (paths.stream().noneMatch(path -> isAtOrBelow(path, wanted))) {
        throw new ArtifactException(
            ArtifactException.Step.TAKE_SPARSE,
            "sparse checkout dir '%s' does not exist in".formatted(directory)
                + " repository: lstat %s: no such file or directory".formatted(wanted));
      }
    }
  }

  boolean takes(String path) {
    return directories.isEmpty()
        || Stream.of(directories)
            .flatMap(List::stream)
            .anyMatch(directory -> isAtOrBelow(path, clean(directory)));
  }

  private static boolean isAtOrBelow(String path, String directory) {
    return directory.isEmpty() || path.equals(directory) || path.startsWith(directory + "/");
  }

  private static String clean(String directory) {
    return String.join("/", FileTree.names(directory));
  }
}

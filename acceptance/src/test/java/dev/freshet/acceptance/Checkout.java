package dev.freshet.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of this checkout, as tests of documents and sources read them. */
final class Checkout {
  private Checkout() {}

  /** Found upwards from where the tests run, which differs between Maven and an editor. */
  static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("Makefile")))
        .findFirst()
        .orElseThrow();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** README.md and its neighbours, and everything under docs/. */
  static List<Path> documents() {
    return Stream.concat(
            filesIn(root(), 1).filter(file -> file.toString().endsWith(".md")),
            filesIn(root().resolve("docs"), 5).filter(file -> file.toString().endsWith(".md")))
        .sorted()
        .toList();
  }

  static List<Path> sources() {
    return modules().stream()
        .flatMap(module -> filesIn(module.resolve("src"), 50))
        .filter(file -> file.toString().endsWith(".java"))
        .sorted()
        .toList();
  }

  static List<Path> modules() {
    try (Stream<Path> folders = Files.list(root())) {
      return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Stream<Path> filesIn(Path folder, int depth) {
    if (!Files.exists(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

package dev.freshet.acceptance.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder with {@code steps.txt}, the manifests and Git files its steps name, and the recorded
 * answer. Its name is the namespace it takes place in.
 */
record Scenario(String name, Path folder, List<String> flags, List<Step> steps) {

  static List<Scenario> in(Path root) {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("steps.txt")))
          .sorted()
          .map(Scenario::read)
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  static Scenario read(Path folder) {
    List<String> flags = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    List<String> lines = text(folder.resolve("steps.txt")).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("flags ")) {
        flags.addAll(Step.parse(i + 1, line).after(0));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        steps.add(Step.parse(i + 1, line));
      }
    }
    return new Scenario(
        folder.getFileName().toString(), folder, List.copyOf(flags), List.copyOf(steps));
  }

  /** Whether the controllers are started with flags or restarted, which others would notice. */
  boolean needsItsOwnControllers() {
    return !flags.isEmpty() || steps.stream().anyMatch(step -> step.verb().equals("restart"));
  }

  /** What the operator has to answer. */
  Path expected() {
    return folder.resolve("expected.txt");
  }

  /** What Flux answers where the operator differs on purpose; else the same file. */
  Path recorded() {
    Path flux = folder.resolve("flux.txt");
    return Files.exists(flux) ? flux : expected();
  }

  String file(String name) {
    return text(own(name));
  }

  /** A file or folder of this scenario, else the one that scenarios share. */
  private Path own(String name) {
    Path own = folder.resolve(name);
    return Files.exists(own) ? own : folder.resolveSibling("common").resolve(name);
  }

  /** The files of a folder by their path in it. */
  Map<String, String> files(String name) {
    Path root = own(name);
    try (Stream<Path> all = Files.walk(root)) {
      Map<String, String> files = new TreeMap<>();
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(root.relativize(file).toString(), text(file)));
      return files;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

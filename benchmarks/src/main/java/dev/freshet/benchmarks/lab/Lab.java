package dev.freshet.benchmarks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A temporary folder, the servers and Freshet's launcher; all but the last are gone afterwards. */
public record Lab(Path folder, ServerProcess servers, Freshet freshet, Thread hook)
    implements AutoCloseable {
  public static final String PODINFO = "stefanprodan/podinfo";

  public static Lab open(Path launcher) throws IOException {
    Path folder = Files.createTempDirectory("freshet-bench");
    Path root = Files.createDirectories(folder.resolve("git"));
    Freshet freshet = new Freshet(launcher, Files.createDirectories(folder.resolve("home")));
    Thread hook = Thread.ofPlatform().unstarted(() -> deleteWhatIsLeft(folder));
    Runtime.getRuntime().addShutdownHook(hook);
    return new Lab(folder, ServerProcess.start(root), freshet, hook);
  }

  /** A repository on the Git server, whose first commit holds the files. */
  public Remote remote(String name, Map<String, String> files)
      throws IOException, InterruptedException {
    return Remote.create(folder.resolve("git"), servers.gitUrl(), name, files);
  }

  /** A folder that is not there yet. */
  public Path fresh(String name) throws IOException {
    return Files.createTempDirectory(folder, name).resolve(name);
  }

  public Objects objects(String name) throws IOException {
    return new Objects(fresh(name));
  }

  public String image(String repository) {
    return servers.registryHost() + "/" + repository;
  }

  /** The guide's repository and policy, and an automation of a Git repository. */
  public Objects podinfo(String name, Remote remote, String pushBranch) throws IOException {
    return objects(name)
        .repository("podinfo", image(PODINFO))
        .policy("podinfo", "5.0.x")
        .source("flux-system", remote.url())
        .automation("flux-system", "flux-system", "./", pushBranch);
  }

  @Override
  public void close() throws IOException {
    servers.close();
    delete(folder);
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private static void deleteWhatIsLeft(Path folder) {
    try {
      delete(folder);
    } catch (IOException | UncheckedIOException _) {
      // A process that is being stopped beside us still writes there; the system clears its folder.
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}

package dev.freshet.testkit.kube;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where the programs of a control plane lie: in {@code KUBEBUILDER_ASSETS} when that is set, as
 * envtest lays them out, else where {@code make parts} puts them. {@code kubectl} may be the
 * machine's own.
 */
record Programs(Path folder, List<Path> path) {
  static final Programs OF_THIS_MACHINE = of(System.getenv());

  static Programs of(Map<String, String> environment) {
    List<Path> path =
        Stream.of(environment.getOrDefault("PATH", "").split(":"))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList();
    String assets = environment.getOrDefault("KUBEBUILDER_ASSETS", "");
    return new Programs(assets.isEmpty() ? built(environment) : Path.of(assets), path);
  }

  /** The folder that {@code make parts} fills. */
  private static Path built(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path root =
        cache.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", "/nonexistent"), ".cache")
            : Path.of(cache);
    Properties versions = versions();
    return root.resolve("freshet/control-plane")
        .resolve(versions.getProperty("kubernetes") + "-etcd-" + versions.getProperty("etcd"));
  }

  private static Properties versions() {
    var versions = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Programs.class.getResourceAsStream("versions.properties"))) {
      versions.load(in);
    } catch (IOException cause) {
      throw new UncheckedIOException("read the versions of the control plane", cause);
    }
    return versions;
  }

  boolean areThere() {
    return find("etcd").isPresent()
        && find("kube-apiserver").isPresent()
        && findKubectl().isPresent();
  }

  Path etcd() {
    return find("etcd").orElseThrow(() -> missing("etcd"));
  }

  Path apiServer() {
    return find("kube-apiserver").orElseThrow(() -> missing("kube-apiserver"));
  }

  Path kubectl() {
    return findKubectl().orElseThrow(() -> missing("kubectl"));
  }

  private Optional<Path> find(String program) {
    return first(Stream.of(folder), program);
  }

  private Optional<Path> findKubectl() {
    return first(Stream.concat(Stream.of(folder), path.stream()), "kubectl");
  }

  private static Optional<Path> first(Stream<Path> folders, String program) {
    return folders.map(folder -> folder.resolve(program)).filter(Files::isExecutable).findFirst();
  }

  private IllegalStateException missing(String program) {
    return new IllegalStateException("%s is not in %s: run make parts".formatted(program, folder));
  }
}

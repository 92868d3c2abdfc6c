package dev.freshet.benchmarks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of Flux's manifests for a run. Intervals are long: what runs is what the benchmark asks
 * for.
 */
public record Objects(Path folder) {

  public Objects repository(String name, String image) throws IOException {
    return write(
        "repository-" + name,
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: %s, namespace: flux-system}
        spec: {image: "%s", interval: 1h}
        """
            .formatted(name, image));
  }

  public Objects policy(String name, String range) throws IOException {
    return write(
        "policy-" + name,
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: %1$s, namespace: flux-system}
        spec: {imageRepositoryRef: {name: %1$s}, policy: {semver: {range: "%2$s"}}}
        """
            .formatted(name, range));
  }

  public Objects source(String name, String url) throws IOException {
    return write(
        "source-" + name,
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: %s, namespace: flux-system}
        spec: {interval: 1h, url: "%s", ref: {branch: main}}
        """
            .formatted(name, url));
  }

  public Objects automation(String name, String source, String path, String pushBranch)
      throws IOException {
    return write(
        "automation-" + name,
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata: {name: %s, namespace: flux-system}
        spec:
          interval: 1h
          sourceRef: {kind: GitRepository, name: %s}
          git:
            checkout: {ref: {branch: main}}
            commit:
              author: {name: fluxcdbot, email: fluxcdbot@users.noreply.github.com}
            push: {branch: %s}
          update: {path: %s, strategy: Setters}
        """
            .formatted(name, source, pushBranch, path));
  }

  private Objects write(String name, String text) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".yaml"), text);
    return this;
  }
}

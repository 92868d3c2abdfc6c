package dev.freshet.api.image;

import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.api.source.GitRepository;
import java.util.List;

/** Objects for tests, written as users write them: the fields of the spec in flow style. */
final class Objects {
  private static final String IMAGE = "image.toolkit.fluxcd.io/v1";
  private static final String SOURCE = "source.toolkit.fluxcd.io/v1";

  private Objects() {}

  static ImageRepository repository(String spec) {
    String metadata = "name: it, namespace: images";
    return read(IMAGE, ImageRepository.KIND.name(), metadata, spec)
        .all(ImageRepository.KIND)
        .getFirst();
  }

  static ImagePolicy policy(String metadata, String spec) {
    return read(
            IMAGE,
            ImagePolicy.KIND.name(),
            "name: it, namespace: apps, " + metadata,
            "imageRepositoryRef: {name: app}, " + spec)
        .all(ImagePolicy.KIND)
        .getFirst();
  }

  static ImageUpdateAutomation automation(String spec) {
    return read(
            IMAGE,
            ImageUpdateAutomation.KIND.name(),
            "name: it, namespace: apps",
            "interval: 1m, sourceRef: {name: repo}, " + spec)
        .all(ImageUpdateAutomation.KIND)
        .getFirst();
  }

  static GitRepository source(String spec) {
    return read(
            SOURCE,
            GitRepository.KIND.name(),
            "name: repo, namespace: apps",
            "interval: 1m, url: 'https://example.com/repo', " + spec)
        .all(GitRepository.KIND)
        .getFirst();
  }

  private static Manifests read(String apiVersion, String kind, String metadata, String spec) {
    String text =
        "{apiVersion: %s, kind: %s, metadata: {%s}, spec: {%s}}"
            .formatted(apiVersion, kind, metadata, spec);
    Manifests manifests =
        Manifests.read(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            List.of(new ManifestText("it.yaml", text)),
            "default");
    if (!manifests.problems().isEmpty()) {
      throw new IllegalArgumentException(manifests.problems().toString());
    }
    return manifests;
  }
}

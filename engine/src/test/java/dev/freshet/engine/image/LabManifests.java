package dev.freshet.engine.image;

/** What a {@link Lab} declares: the beginnings of manifests, whose last lines a test adds. */
final class LabManifests {
  static final String POLICY =
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata:
        name: app
      spec:
        imageRepositoryRef:
          name: app
      """;

  private LabManifests() {}

  static String repository(String image) {
    return """
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageRepository
    metadata:
      name: app
    spec:
      image: %s
      interval: 1m
    """
        .formatted(image);
  }

  static String automation(String url) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata:
      name: app
    spec:
      interval: 1m
      url: %s
      ref:
        branch: main
    ---
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageUpdateAutomation
    metadata:
      name: app
    spec:
      interval: 1m
      sourceRef:
        kind: GitRepository
        name: app
      git:
        commit:
          author:
            email: bot@example.com
    """
        .formatted(url);
  }
}

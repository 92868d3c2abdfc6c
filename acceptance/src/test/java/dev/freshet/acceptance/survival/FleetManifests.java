package dev.freshet.acceptance.survival;

/**
 * How a fleet is declared.
 *
 * @param labels of all objects, as a mapping of YAML
 * @param interval of its ImageRepositories
 */
record FleetManifests(String namespace, String labels, String interval) {

  String source(String name, String url) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: %s, namespace: %s, labels: %s}
    spec:
      interval: 10m
      url: %s
      ref: {branch: main}
    """
        .formatted(name, namespace, labels, url);
  }

  /** Of the files below the folder. */
  String automation(String name, String source, String folder) {
    return """
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageUpdateAutomation
    metadata: {name: %s, namespace: %s, labels: %s}
    spec:
      interval: 10m
      sourceRef: {kind: GitRepository, name: %s}
      git:
        commit:
          author: {name: bot, email: bot@example.com}
          messageTemplate: '{{range .Changed.Changes}}{{.OldValue}} {{.NewValue}};{{end}}'
      update: {path: ./%s, strategy: Setters}
    """
        .formatted(name, namespace, labels, source, folder);
  }

  /** An ImageRepository and its ImagePolicy. */
  String image(String app, String image) {
    return """
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageRepository
    metadata: {name: %1$s, namespace: %2$s, labels: %3$s}
    spec: {image: %4$s, interval: %5$s, timeout: 5m}
    ---
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImagePolicy
    metadata: {name: %1$s, namespace: %2$s, labels: %3$s}
    spec:
      imageRepositoryRef: {name: %1$s}
      policy: {semver: {range: 1.x}}
    """
        .formatted(app, namespace, labels, image, interval);
  }
}

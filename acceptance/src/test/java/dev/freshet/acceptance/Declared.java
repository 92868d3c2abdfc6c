package dev.freshet.acceptance;

/** Manifests of the image kinds as a user writes them, all in {@code flux-system}. */
final class Declared {
  private Declared() {}

  static String imageRepository(String name, String image) {
    return """
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageRepository
    metadata:
      name: %s
      namespace: flux-system
    spec:
      image: %s
      interval: 1m
    """
        .formatted(name, image);
  }

  static String imagePolicy(String name, String range) {
    return imagePolicyBy(name, "semver:\n      range: \"%s\"".formatted(range));
  }

  /**
   * @param order what stands below {@code policy}
   */
  static String imagePolicyBy(String name, String order) {
    return """
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImagePolicy
    metadata:
      name: %s
      namespace: flux-system
    spec:
      imageRepositoryRef:
        name: %s
      policy:
        %s
    """
        .formatted(name, name, order);
  }

  static String gitRepository(String name, String url) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata:
      name: %s
      namespace: flux-system
    spec:
      interval: 1m
      url: %s
      ref:
        branch: main
    """
        .formatted(name, url);
  }

  static String automation(String name) {
    return """
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageUpdateAutomation
    metadata:
      name: %s
      namespace: flux-system
    spec:
      interval: 1m
      sourceRef:
        kind: GitRepository
        name: %s
      git:
        commit:
          author:
            name: bot
            email: bot@example.com
          messageTemplate: '{{range .Changed.Changes}}{{.OldValue}} -> {{.NewValue}}{{end}}'
      update:
        path: ./
        strategy: Setters
    """
        .formatted(name, name);
  }

  static String dockerSecret(String name, String host, String user, String password) {
    return """
    apiVersion: v1
    kind: Secret
    metadata:
      name: %s
      namespace: flux-system
    type: kubernetes.io/dockerconfigjson
    stringData:
      .dockerconfigjson: '{"auths":{"%s":{"username":"%s","password":"%s"}}}'
    """
        .formatted(name, host, user, password);
  }

  static String gitSecret(String name, String user, String password) {
    return """
    apiVersion: v1
    kind: Secret
    metadata:
      name: %s
      namespace: flux-system
    stringData:
      username: %s
      password: %s
    """
        .formatted(name, user, password);
  }

  /** A Deployment whose image is marked for the policy of this name. */
  static String deployment(String image, String policy) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: app
    spec:
      template:
        spec:
          containers:
            - name: app
              image: %s # {"$imagepolicy": "flux-system:%s"}
    """
        .formatted(image, policy);
  }
}

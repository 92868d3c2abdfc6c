package dev.freshet.benchmarks.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/** Generated repositories of Kubernetes manifests, of which some carry a marker. */
final class Tree {
  private static final int FILES_A_FOLDER = 100;

  private Tree() {}

  /** A Deployment and a Service in each file; the first ones mark their image for podinfo. */
  static Map<String, String> of(int files, int markers, String image) {
    Map<String, String> tree = new LinkedHashMap<>();
    for (int i = 0; i < files; i++) {
      String marker = i < markers ? marker("podinfo") : "";
      tree.put(
          "apps/g%03d/app-%d.yaml".formatted(i / FILES_A_FOLDER, i),
          application("app-" + i, image + ":5.0.0" + marker));
    }
    return tree;
  }

  static String marker(String policy) {
    return " # {\"$imagepolicy\": \"flux-system:" + policy + "\"}";
  }

  /** Several styles of YAML, as people write them. */
  static String application(String name, String image) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: %1$s
      namespace: default
      labels: {app: %1$s, tier: "web"}
    spec:
      replicas: 3
      selector:
        matchLabels:
          app: %1$s
      template:
        metadata:
          labels:
            app: %1$s
        spec:
          containers:
            - name: server
              image: %2$s
              args: ["--port", "8080"]
              env:
                - {name: MODE, value: "production"}
                - name: SETTINGS
                  value: |
                    greeting of %1$s
                    colour = blue
              ports:
                - name: http
                  containerPort: 8080
              readinessProbe:
                httpGet: {path: /ready, port: http}
              resources:
                requests: {cpu: 50m, memory: 64Mi}
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: %1$s
      namespace: default
    spec:
      selector: {app: %1$s}
      ports:
        - port: 80
          targetPort: http
    """
        .formatted(name, image);
  }
}

package dev.freshet.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of the guide's repository, as bootstrap and the guide's commands leave them; only the
 * registry's and the Git server's addresses are the demo's.
 */
record GuideRepository(String registryHost, String gitUrl) {
  static final String CLUSTER = "clusters/my-cluster";
  static final String DEPLOYMENT = CLUSTER + "/podinfo-deployment.yaml";
  static final String IMAGE = "stefanprodan/podinfo";

  /** What a registry lists for podinfo: releases of several lines, a floating tag, a signature. */
  static final List<String> TAGS =
      List.of(
          "4.0.6",
          "5.0.0",
          "5.0.1",
          "5.0.2",
          "5.0.3",
          "5.1.0",
          "5.1.4",
          "6.0.0",
          "latest",
          "sha256-a1b0a1ac2fca9ac2a5d1a7f2eb7a6a7e8bb0a5a8ed5c7a1b76fd4bc7c8d3f0ad.sig");

  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(CLUSTER + "/flux-system/gotk-sync.yaml", text("gotk-sync.yaml"));
    for (String name :
        List.of(
            "podinfo-deployment.yaml",
            "podinfo-registry.yaml",
            "podinfo-policy.yaml",
            "flux-system-automation.yaml")) {
      files.put(CLUSTER + "/" + name, text(name));
    }
    return files;
  }

  /** The Secret that bootstrap leaves in the cluster and not in Git. */
  String credentials(String password) {
    return text("git-credentials.yaml").replace("@PASSWORD@", password);
  }

  private String text(String name) {
    try (InputStream stream = GuideRepository.class.getResourceAsStream("guide/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("the demo was built without guide/" + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@REGISTRY@", registryHost)
          .replace("@GIT@", gitUrl);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

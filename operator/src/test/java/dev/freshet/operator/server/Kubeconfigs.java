package dev.freshet.operator.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The way to a server of the test's own. */
public final class Kubeconfigs {
  private Kubeconfigs() {}

  /** Options whose kubeconfig, a new file in the folder, names the server and nobody. */
  public static ClusterOptions of(Path folder, String server) {
    try {
      Path kubeconfig =
          Files.writeString(
              Files.createTempFile(folder, "kubeconfig", ""),
              """
              apiVersion: v1
              kind: Config
              current-context: here
              contexts: [{name: here, context: {cluster: here, user: nobody}}]
              clusters: [{name: here, cluster: {server: "%s"}}]
              users: [{name: nobody, user: {}}]
              """
                  .formatted(server));
      return new ClusterOptions(Optional.of(kubeconfig), Optional.empty(), "0.1.0");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

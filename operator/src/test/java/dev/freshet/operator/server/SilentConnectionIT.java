package dev.freshet.operator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.KnownObjects.CrossNamespaceRefs;
import dev.freshet.operator.cache.Cluster;
import dev.freshet.operator.cache.ClusterObjects;
import dev.freshet.testkit.kube.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that loses a connection without telling either end. */
class SilentConnectionIT {
  @TempDir Path folder;

  private Cluster cluster;

  @BeforeEach
  void start() {
    cluster = Cluster.empty();
  }

  @AfterEach
  void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void asksAgainOverANewConnection() throws Exception {
    int port = cluster.plane.url().getPort();
    try (var forwarder = new Forwarder(port)) {
      Path kubeconfig = folder.resolve("kubeconfig");
      Files.writeString(
          kubeconfig,
          Files.readString(cluster.plane.kubeconfig(User.ADMIN))
              .replace(":" + port, ":" + forwarder.port()));
      var options = new ClusterOptions(Optional.of(kubeconfig), Optional.empty(), "0.0.0-test");
      try (var client = options.connect()) {
        var objects =
            new ClusterObjects(
                new ApiServerClient(client), cluster.cache, CrossNamespaceRefs.ALLOWED);
        var missing = new NamespacedName("default", "missing");
        assertThat(objects.secret(missing)).isEmpty();

        forwarder.silence();

        assertThat(objects.secret(missing)).isEmpty();
      }
    }
  }
}

package dev.freshet.acceptance.survival;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import dev.freshet.testkit.registry.InProcessRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** A control plane that knows the kinds, a registry and a Git server. */
final class Surroundings implements AutoCloseable {
  static final String NAMESPACE = "flux-system";
  private static final ObjectMapper JSON = new ObjectMapper();

  final ControlPlane plane = ControlPlane.start();
  final InProcessRegistry registry = InProcessRegistry.start();
  final GitHttpServer git;
  private final Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().sslContext(plane.trustingContext()).build();

  Surroundings(Path folder) {
    this.folder = folder;
    this.git = GitHttpServer.startIn(folder, "git");
    Path definitions = OperatorProcess.checkout().resolve("deploy/crds");
    plane.kubectl("apply", "--server-side", "-k", definitions.toString());
    plane.kubectl("wait", "--for=condition=Established", "crd", "--all");
    namespace(NAMESPACE);
  }

  Path kubeconfig() {
    return plane.kubeconfig(User.ADMIN);
  }

  void namespace(String name) {
    plane.kubectl("create", "namespace", name);
  }

  /** An operator of this name, whose storage path is the one that the last of this name had. */
  OperatorProcess operator(String name, String... flags) {
    return operatorIn(NAMESPACE, name, flags);
  }

  OperatorProcess operatorIn(String namespace, String name, String... flags) {
    return operatorIn(namespace, name, OperatorProcess.Start.PLAIN, flags);
  }

  OperatorProcess operator(String name, OperatorProcess.Start start, String... flags) {
    return operatorIn(NAMESPACE, name, start, flags);
  }

  private OperatorProcess operatorIn(
      String namespace, String name, OperatorProcess.Start start, String... flags) {
    return OperatorProcess.start(
        start, folder.resolve(name), plane.kubeconfig(User.ADMIN), namespace, flags);
  }

  /** An object of the API server, or a list; missing when there is none. */
  JsonNode get(String path) {
    return ask("GET", path, BodyPublishers.noBody());
  }

  void patch(String path, String json) {
    if (ask("PATCH", path, BodyPublishers.ofString(json)).isMissingNode()) {
      throw new IllegalStateException("patch what is not there: " + path);
    }
  }

  private JsonNode ask(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(plane.url().resolve(path))
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + User.ADMIN.token())
            .header("Content-Type", "application/merge-patch+json")
            .method(method, body)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return switch (answer.statusCode()) {
        case 200 -> JSON.readTree(answer.body());
        case 404 -> JSON.missingNode();
        default -> throw new IllegalStateException(method + " " + path + ": " + answer.body());
      };
    } catch (IOException cause) {
      throw new UncheckedIOException(method + " " + path, cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    git.close();
    registry.close();
    plane.close();
  }
}

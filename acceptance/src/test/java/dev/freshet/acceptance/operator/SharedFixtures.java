package dev.freshet.acceptance.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import dev.freshet.testkit.registry.DockerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all scenarios stand on: a control plane with the definitions of the kinds, an open registry,
 * one that asks for a password, a Git server, and a watch of everything.
 */
final class SharedFixtures implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Path folder;
  final ControlPlane plane = ControlPlane.start();
  final DockerRegistry registry = DockerRegistry.start(DockerRegistry.Options.OPEN);
  final DockerRegistry locked =
      DockerRegistry.start(DockerRegistry.Options.OPEN.askingFor("reader", "secret-word"));
  final GitHttpServer git;
  final Path repositories;
  private final HttpClient http =
      HttpClient.newBuilder().sslContext(plane.trustingContext()).build();
  private final Map<String, Observations> observations = new ConcurrentHashMap<>();
  private final List<Watch> watches = new ArrayList<>();

  /**
   * @param folder for what the servers keep
   * @param definitions what kubectl is told to apply: the definitions of the kinds
   */
  SharedFixtures(Path folder, List<String> definitions) {
    this.folder = folder;
    this.git = GitHttpServer.startIn(folder, "git");
    this.repositories = folder.resolve("git");
    List<String> apply = new ArrayList<>(List.of("apply", "--server-side"));
    apply.addAll(definitions);
    plane.kubectl(apply.toArray(String[]::new));
    for (Kind kind : Kind.values()) {
      plane.kubectl("wait", "--for=condition=Established", "crd/" + kind.resource());
      watch(kind.path(), event -> of(event).see(kind, event));
    }
    watch("/api/v1/events", event -> of(event).seeEvent(event));
  }

  private void watch(String path, java.util.function.Consumer<JsonNode> listener) {
    watches.add(new Watch(http, plane.url().resolve(path), User.ADMIN.token(), listener));
  }

  /** What is seen in the scenario's namespace and in the other one it may have. */
  Observations observe(String scenario) {
    return observations.computeIfAbsent(scenario, _ -> new Observations());
  }

  private Observations of(JsonNode event) {
    String namespace = event.at("/object/metadata/namespace").asText();
    return observe(namespace.replaceFirst("-other$", ""));
  }

  /** An object as it is now; missing when there is none. */
  JsonNode get(Subject subject) {
    String path =
        subject.kind().path().replace("/v1/", "/v1/namespaces/" + subject.namespace() + "/");
    URI uri = plane.url().resolve(path + "/" + subject.name());
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + User.ADMIN.token()).build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 404 ? JSON.missingNode() : JSON.readTree(answer.body());
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException("read " + uri, cause);
    } catch (IOException cause) {
      throw new UncheckedIOException("read " + uri, cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
    http.shutdownNow();
    git.close();
    registry.close();
    locked.close();
    plane.close();
  }
}

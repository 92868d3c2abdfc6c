package dev.freshet.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.benchmarks.lab.ApiServer;
import dev.freshet.benchmarks.lab.Lab;
import dev.freshet.benchmarks.lab.Memory;
import dev.freshet.benchmarks.lab.Remote;
import dev.freshet.benchmarks.lab.Waiting;
import dev.freshet.benchmarks.table.Figure;
import dev.freshet.benchmarks.table.Row;
import dev.freshet.core.NamespacedName;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * {@code freshet operator} on a real API server: what it weighs, how soon many objects are
 * resolved, and how long a push of an image takes to become a commit when it is asked for.
 */
public record InCluster(int repositories, int tags, int files) implements Scenario {
  private static final int ROUNDS = 9;

  /** Where the objects of one image and its repository are, and where those of many images. */
  private static final String ONE = "flux-system";

  private static final String MANY = "default";
  private static final NamespacedName PODINFO = new NamespacedName(ONE, "podinfo");
  private static final String REQUEST = "reconcile.fluxcd.io/requestedAt";

  @Override
  public List<Row> measure(Lab lab) throws IOException, InterruptedException {
    try (ControlPlane plane = ControlPlane.start()) {
      Path kubeconfig = plane.kubeconfig(User.ADMIN);
      plane.kubectlReading(
          lab.freshet().run("install", "--export").output(), "apply", "--server-side", "-f", "-");
      ApiServer server = ApiServer.of(plane);
      for (int i = 0; i < repositories; i++) {
        lab.servers().fill(repository(i), tags);
      }
      Duration writes = storeForNobody(lab, server);
      Process operator =
          lab.freshet()
              .builder(
                  List.of(
                      "operator",
                      "--denied-addresses=link-local",
                      "--kubeconfig=" + kubeconfig,
                      "--storage-path=" + lab.fresh("data"),
                      "--metrics-addr=127.0.0.1:0",
                      "--health-addr=127.0.0.1:0",
                      "--storage-addr=127.0.0.1:0",
                      "--log-level=error"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(lab.folder().resolve("operator.log").toFile())
              .start();
      Thread hook = Thread.ofPlatform().unstarted(operator::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        return measure(lab, plane, server, operator, writes);
      } finally {
        operator.destroy();
        operator.waitFor();
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private List<Row> measure(
      Lab lab, ControlPlane plane, ApiServer server, Process operator, Duration writes)
      throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    Remote remote = lab.remote("cluster", Tree.of(files, 1, lab.image(Lab.PODINFO)));
    Updates updates = new Updates(lab);
    updates.newTag();
    String start = remote.head();
    createPodinfo(lab, server, remote);
    Waiting.until("the first commit", System.nanoTime(), () -> !remote.head().equals(start));
    rows.add(
        Row.of("operator with one image: resident memory", Memory.resident(operator))
            .withTarget(Figure.megabytes(250))
            .withFlux(Figure.megabytes(332)));

    rows.add(
        Row.of(
                "%d image repositories of %,d tags and policies, eight writers at once: first write → all resolved"
                    .formatted(repositories, tags),
                Figure.of(resolve(lab, server)))
            .withFlux(Figure.seconds(34))
            .beside("the writes, nobody listening", Figure.of(writes)));
    forget(server);
    rows.add(
        Row.of(
                "%d image repositories of %,d tags and policies, kubectl apply: its end → all resolved"
                    .formatted(repositories, tags),
                Figure.of(resolveApplied(lab, plane, server)))
            .withTarget(Figure.seconds(2))
            .withFlux(Figure.seconds(9)));

    List<Duration> pushed = new ArrayList<>();
    List<Duration> idle = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      pushed.add(push(server, remote, updates, round));
      idle.add(nothingToDo(server, round));
    }
    rows.add(
        Row.of(
                "small repository: requestedAt on the ImageRepository → commit",
                Figure.median(pushed))
            .withTarget(Figure.seconds(0.25))
            .withFlux(Figure.seconds(0.4)));
    rows.add(
        Row.of("nothing to do: requestedAt on the automation → answered", Figure.median(idle)));
    rows.add(
        Row.of(
                "operator with %d image repositories: resident memory".formatted(repositories + 1),
                Memory.resident(operator))
            .withTarget(Figure.megabytes(350))
            .withFlux(Figure.megabytes(517)));
    return rows;
  }

  private void createPodinfo(Lab lab, ApiServer server, Remote remote) throws InterruptedException {
    server.create(
        "/apis/source.toolkit.fluxcd.io/v1/namespaces/" + ONE + "/gitrepositories",
        List.of(
            object(
                "source.toolkit.fluxcd.io/v1",
                "GitRepository",
                PODINFO,
                "\"interval\":\"1h\",\"url\":\"%s\",\"ref\":{\"branch\":\"main\"}"
                    .formatted(remote.url()))));
    server.create(
        images(ONE, "imagerepositories"),
        List.of(imageRepository(PODINFO, lab.image(Lab.PODINFO))));
    server.create(images(ONE, "imagepolicies"), List.of(imagePolicy(PODINFO, "5.0.x")));
    server.create(
        images(ONE, "imageupdateautomations"),
        List.of(
            object(
                "image.toolkit.fluxcd.io/v1",
                "ImageUpdateAutomation",
                PODINFO,
                """
                "interval":"1h","sourceRef":{"kind":"GitRepository","name":"podinfo"},
                "git":{"commit":{"author":{"email":"bot@example.com"}}}\
                """)));
  }

  /** What the writes of the same objects take alone, on an API server that has done it before. */
  private Duration storeForNobody(Lab lab, ApiServer server) throws InterruptedException {
    Duration taken = Duration.ZERO;
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      server.create(images(MANY, "imagerepositories"), imageRepositories(lab));
      server.create(images(MANY, "imagepolicies"), imagePolicies());
      taken = Duration.ofNanos(System.nanoTime() - start);
      server.deleteAll(images(MANY, "imagerepositories"));
      server.deleteAll(images(MANY, "imagepolicies"));
    }
    return taken;
  }

  private Duration resolve(Lab lab, ApiServer server) throws InterruptedException {
    long start = System.nanoTime();
    server.create(images(MANY, "imagerepositories"), imageRepositories(lab));
    server.create(images(MANY, "imagepolicies"), imagePolicies());
    return awaitSelections(server, start);
  }

  private Duration resolveApplied(Lab lab, ControlPlane plane, ApiServer server)
      throws InterruptedException {
    List<String> objects = new ArrayList<>(imageRepositories(lab));
    objects.addAll(imagePolicies());
    String list =
        "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[" + String.join(",", objects) + "]}";
    plane.kubectlReading(list, "apply", "-f", "-");
    return awaitSelections(server, System.nanoTime());
  }

  private Duration awaitSelections(ApiServer server, long start) throws InterruptedException {
    return Waiting.untilSeen(
        "the selections",
        start,
        () -> ready(server.read(images(MANY, "imagepolicies"))) == repositories);
  }

  private static void forget(ApiServer server) throws InterruptedException {
    for (String kind : List.of("imagepolicies", "imagerepositories")) {
      server.deleteAll(images(MANY, kind));
      Waiting.untilSeen(
          "the deletion of " + kind,
          System.nanoTime(),
          () -> server.read(images(MANY, kind)).path("items").isEmpty());
    }
  }

  private List<String> imageRepositories(Lab lab) {
    return IntStream.range(0, repositories)
        .mapToObj(i -> imageRepository(app(i), lab.image(repository(i))))
        .toList();
  }

  private List<String> imagePolicies() {
    return IntStream.range(0, repositories).mapToObj(i -> imagePolicy(app(i), ">=0.1.0")).toList();
  }

  private static long ready(JsonNode list) {
    return StreamSupport.stream(list.path("items").spliterator(), false)
        .filter(item -> item.path("status").path("latestRef").has("tag"))
        .count();
  }

  private static Duration push(ApiServer server, Remote remote, Updates updates, int round)
      throws IOException, InterruptedException {
    String before = remote.head();
    updates.newTag();
    long start = System.nanoTime();
    server.annotate(images(ONE, "imagerepositories") + "/podinfo", REQUEST, "push-" + round);
    return Waiting.until("a commit", start, () -> !remote.head().equals(before));
  }

  private static Duration nothingToDo(ApiServer server, int round) throws InterruptedException {
    String path = images(ONE, "imageupdateautomations") + "/podinfo";
    String token = "idle-" + round;
    long start = System.nanoTime();
    server.annotate(path, REQUEST, token);
    return Waiting.until(
        "an answer",
        start,
        () ->
            server.read(path).path("status").path("lastHandledReconcileAt").asText().equals(token));
  }

  private static String images(String namespace, String plural) {
    return "/apis/image.toolkit.fluxcd.io/v1/namespaces/%s/%s".formatted(namespace, plural);
  }

  private static NamespacedName app(int i) {
    return new NamespacedName(MANY, "app-" + i);
  }

  private static String repository(int i) {
    return "in-cluster/app-" + i;
  }

  private static String imageRepository(NamespacedName name, String image) {
    return object(
        "image.toolkit.fluxcd.io/v1",
        "ImageRepository",
        name,
        "\"image\":\"%s\",\"interval\":\"1h\"".formatted(image));
  }

  private static String imagePolicy(NamespacedName name, String range) {
    return object(
        "image.toolkit.fluxcd.io/v1",
        "ImagePolicy",
        name,
        "\"imageRepositoryRef\":{\"name\":\"%s\"},\"policy\":{\"semver\":{\"range\":\"%s\"}}"
            .formatted(name.name(), range));
  }

  private static String object(String apiVersion, String kind, NamespacedName name, String spec) {
    return """
    {"apiVersion":"%s","kind":"%s","metadata":{"name":"%s","namespace":"%s"},"spec":{%s}}\
    """
        .formatted(apiVersion, kind, name.name(), name.namespace(), spec);
  }
}

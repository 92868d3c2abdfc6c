package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testkit.git.ServedRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Images with a repository and a policy each, deployed from one Git repository by two automations,
 * one for each half of them; a single image has one.
 */
final class Fleet {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String FIRST = "1.0.0";

  final ServedRepository repository;
  private final Surroundings surroundings;
  private final String namespace;
  private final String name;
  private final List<String> apps;
  private final FleetManifests declared;

  private Fleet(Builder builder) {
    surroundings = builder.surroundings;
    namespace = builder.namespace;
    name = builder.name;
    declared = new FleetManifests(builder.namespace, builder.labels, builder.interval);
    apps = IntStream.range(0, builder.size).mapToObj(i -> name + "-" + i).toList();
    Map<String, String> files = new TreeMap<>();
    for (String app : apps) {
      surroundings.registry.push(app, FIRST);
      files.put(file(app), deployment(app, FIRST));
    }
    repository = surroundings.git.create(name, files);
  }

  static final class Builder {
    private final Surroundings surroundings;
    private final String name;
    private String namespace = Surroundings.NAMESPACE;
    private String labels = "{}";
    private String interval = "10m";
    private int size = 1;

    private Builder(Surroundings surroundings, String name) {
      this.surroundings = surroundings;
      this.name = name;
    }

    Builder of(int images) {
      size = images;
      return this;
    }

    Builder in(String other) {
      namespace = other;
      return this;
    }

    Builder labelled(String key, String value) {
      labels = "{%s: %s}".formatted(key, value);
      return this;
    }

    /** How often registries are looked at by themselves; else only when asked to. */
    Builder scannedEvery(String time) {
      interval = time;
      return this;
    }

    /** Deploys the first tags and creates the objects. */
    Fleet create() {
      var fleet = new Fleet(this);
      fleet.apply();
      return fleet;
    }
  }

  static Builder named(String name, Surroundings surroundings) {
    return new Builder(surroundings, name);
  }

  private void apply() {
    List<String> manifests = new ArrayList<>();
    manifests.add(declared.source(name, repository.url()));
    halves().forEach(half -> manifests.add(declared.automation(name + "-" + half, name, half)));
    apps.forEach(app -> manifests.add(declared.image(app, surroundings.registry.image(app))));
    surroundings.plane.apply(String.join("---\n", manifests));
  }

  private Stream<String> halves() {
    return apps.stream().map(Fleet::half).distinct();
  }

  private static String half(String app) {
    return app.charAt(app.length() - 1) % 2 == 0 ? "even" : "odd";
  }

  private static String file(String app) {
    return half(app) + "/" + app + ".yaml";
  }

  private String deployment(String app, String tag) {
    return "image: %s:%s # {\"$imagepolicy\": \"%s:%s\"}%n"
        .formatted(surroundings.registry.image(app), tag, namespace, app);
  }

  /** New images of all, which somebody has to notice. */
  void push(String tag) {
    apps.forEach(app -> surroundings.registry.push(app, tag));
  }

  /** New images of all, and a request to scan for each. */
  void release(String tag) {
    push(tag);
    for (String app : apps) {
      surroundings.patch(
          path("imagerepositories", app),
          "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
              .formatted(tag));
    }
  }

  void labelRepositories(String key, String value) {
    label("imagerepositories", key, value);
  }

  void labelPolicies(String key, String value) {
    label("imagepolicies", key, value);
  }

  private void label(String resource, String key, String value) {
    for (String app : apps) {
      surroundings.patch(
          path(resource, app), "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(key, value));
    }
  }

  /** The condition Ready of the first ImageRepository or ImagePolicy, as {@code True: message}. */
  String ready(String resource) {
    for (JsonNode condition :
        surroundings.get(path(resource, apps.getFirst())).at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText() + ": " + condition.path("message").asText();
      }
    }
    return "";
  }

  void awaitDeployed(String tag) {
    await(name + " deploys " + tag)
        .atMost(PATIENCE)
        .pollInterval(PAUSE)
        .untilAsserted(() -> {
          for (String app : apps) {
            assertThat(repository.file("main", file(app))).isEqualTo(deployment(app, tag));
          }
        });
  }

  /** Every object is ready as it is now, and no request is unanswered. */
  void awaitReady() {
    await(name + " is ready")
        .atMost(PATIENCE)
        .pollInterval(PAUSE)
        .untilAsserted(() -> {
          for (String path : paths()) {
            JsonNode object = surroundings.get(path);
            assertThat(condition(object, "Ready")).as(path).isEqualTo("True");
            assertThat(condition(object, "Reconciling")).as(path).isEmpty();
            assertThat(object.at("/status/observedGeneration"))
                .as(path)
                .isEqualTo(object.at("/metadata/generation"));
            assertThat(object.at("/status/lastHandledReconcileAt").asText())
                .as(path)
                .isEqualTo(
                    object.at("/metadata/annotations/reconcile.fluxcd.io~1requestedAt").asText());
          }
        });
  }

  private static String condition(JsonNode object, String type) {
    for (JsonNode condition : object.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText();
      }
    }
    return "";
  }

  /** Every object as nobody has ever looked at it. */
  void assertUntouched() {
    for (String path : paths()) {
      JsonNode object = surroundings.get(path);
      assertThat(object.at("/metadata/finalizers").isMissingNode()).as(path).isTrue();
      assertThat(object.at("/status/conditions").isMissingNode()).as(path).isTrue();
    }
  }

  /** Asks for the deletion of all; they go when they were cleaned up after. */
  void delete() {
    for (String resource : resources()) {
      surroundings.plane.kubectl(
          "delete", resource, "--all", "--namespace=" + namespace, "--wait=false");
    }
  }

  void awaitGone() {
    await(name + " is gone")
        .atMost(PATIENCE)
        .pollInterval(PAUSE)
        .until(() -> paths().stream().allMatch(path -> surroundings.get(path).isMissingNode()));
  }

  /** The branch goes from each of the tags to the next, each once. */
  void assertCommittedOnceEach(List<String> tags) {
    for (String app : apps) {
      assertThat(branch().tags(surroundings.registry.image(app))).as(app).isEqualTo(tags);
    }
    assertCommittedInOrder();
  }

  /** As above, where tags may be passed over for a newer one. */
  void assertCommittedInOrder() {
    for (String app : apps) {
      String last = branch().assertStepsFrom(FIRST, surroundings.registry.image(app));
      assertThat(repository.file("main", file(app))).isEqualTo(deployment(app, last));
    }
    branch().assertLinear();
  }

  private Branch branch() {
    return new Branch(repository);
  }

  JsonNode automationStatus() {
    return surroundings
        .get(path("imageupdateautomations", name + "-" + half(apps.getFirst())))
        .path("status");
  }

  /** Names as they stand in the log of the operator that looks after them. */
  List<String> names() {
    return Stream.concat(Stream.of(name), apps.stream()).toList();
  }

  private List<String> paths() {
    return Stream.of(
            Stream.of(path("gitrepositories", name)),
            halves().map(half -> path("imageupdateautomations", name + "-" + half)),
            apps.stream().map(app -> path("imagerepositories", app)),
            apps.stream().map(app -> path("imagepolicies", app)))
        .flatMap(paths -> paths)
        .toList();
  }

  private static List<String> resources() {
    return List.of(
        "imageupdateautomations", "imagepolicies", "imagerepositories", "gitrepositories");
  }

  private String path(String resource, String object) {
    String group = resource.startsWith("git") ? "source" : "image";
    return "/apis/%s.toolkit.fluxcd.io/v1/namespaces/%s/%s/%s"
        .formatted(group, namespace, resource, object);
  }
}

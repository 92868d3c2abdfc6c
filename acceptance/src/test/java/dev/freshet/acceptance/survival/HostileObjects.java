package dev.freshet.acceptance.survival;

import dev.freshet.testkit.hostile.HostileGitServer;
import dev.freshet.testkit.hostile.HostileRegistry;
import dev.freshet.testkit.hostile.HostileRepositories;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Every fault of the hostile servers, as an object of one tenant. */
final class HostileObjects implements AutoCloseable {
  static final String NAMESPACE = "attacker";

  private final Surroundings surroundings;
  private final HostileRegistry registry = HostileRegistry.start();
  private final HostileGitServer git = HostileGitServer.start();
  private final List<HostileRegistry> pings = new ArrayList<>();

  /** What was declared, by the path of the API server. */
  private final Map<String, String> declared = new TreeMap<>();

  HostileObjects(Surroundings surroundings) {
    this.surroundings = surroundings;
    surroundings.namespace(NAMESPACE);
    for (HostileRegistry.Fault fault : HostileRegistry.Fault.values()) {
      image("list-" + name(fault), registry.image(fault), "");
    }
    for (HostileRegistry.Ping ping : HostileRegistry.Ping.values()) {
      HostileRegistry started = HostileRegistry.start(ping);
      pings.add(started);
      image("ping-" + name(ping), started.image(HostileRegistry.Fault.NONE), "");
    }
    for (HostileGitServer.Fault fault : HostileGitServer.Fault.values()) {
      repository("git-" + name(fault), git.url(fault));
    }
    String marked =
        "image: %s:1.0.0 # {\"$imagepolicy\": \"%s:own\"}"
            .formatted(surroundings.registry.image("own"), NAMESPACE);
    for (HostileRepositories.Kind kind : HostileRepositories.Kind.values()) {
      repository(
          "tree-" + name(kind), HostileRepositories.create(surroundings.git, kind, marked).url());
    }
    secrets();
  }

  private static String name(Enum<?> fault) {
    return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Credentials whose forms are the attack, each with an image that asks for them. */
  private void secrets() {
    secret(
        "stars",
        "{\"auths\":{\"%s\":{\"username\":\"u\",\"password\":\"p\"}}}"
            .formatted("a*".repeat(40) + "b"));
    secret(
        "zeros",
        "{\"auths\":{\"127.0.0.1\":{\"username\":\"u\",\"password\":\"%s\"}}}"
            .formatted("\\u0000".repeat(80_000)));
    secret("deep", "{\"auths\":" + "{\"a\":".repeat(100_000));
    secret("long", "{\"auths\":{\"%s\":{}}}".formatted("a.".repeat(300_000)));
  }

  private void secret(String name, String config) {
    String data =
        Base64.getEncoder()
            .encodeToString(config.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    declared.put(
        "secrets/" + name,
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s, namespace: %s}
        type: Opaque
        data: {.dockerconfigjson: %s}
        """
            .formatted(name, NAMESPACE, data));
    image(
        "secret-" + name,
        surroundings.registry.image("own"),
        "secretRef: {name: %s}".formatted(name));
  }

  private void image(String name, String image, String more) {
    declared.put(
        path("image", "imagerepositories", name),
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: %s, namespace: %s}
        spec:
          image: %s
          interval: 10s
          timeout: 10s
          %s
        """
            .formatted(name, NAMESPACE, image, more));
  }

  private void repository(String name, String url) {
    declared.put(
        path("source", "gitrepositories", name),
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: %s, namespace: %s}
        spec: {url: "%s", ref: {branch: main}, interval: 10s, timeout: 10s}
        """
            .formatted(name, NAMESPACE, url));
    declared.put(
        path("image", "imageupdateautomations", name),
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          interval: 10s
          sourceRef: {kind: GitRepository, name: %1$s}
          git:
            commit: {author: {email: bot@example.com}}
          update: {path: ./, strategy: Setters}
        """
            .formatted(name, NAMESPACE));
  }

  private static String path(String group, String plural, String name) {
    return "/apis/%s.toolkit.fluxcd.io/v1/namespaces/%s/%s/%s"
        .formatted(group, NAMESPACE, plural, name);
  }

  void apply() {
    surroundings.registry.push("own", "1.0.0", "1.1.0");
    // The client's way would write down a Secret a second time, in an annotation that is bounded.
    surroundings.plane.kubectlReading(
        String.join("---\n", declared.values()), "apply", "--server-side", "-f", "-");
    surroundings.plane.apply(
        new FleetManifests(NAMESPACE, "{}", "10s")
            .image("own", surroundings.registry.image("own")));
  }

  /** The objects that get a status, by their paths. */
  List<String> paths() {
    return declared.keySet().stream().filter(path -> path.startsWith("/apis/")).toList();
  }

  @Override
  public void close() {
    registry.close();
    git.close();
    pings.forEach(HostileRegistry::close);
  }
}

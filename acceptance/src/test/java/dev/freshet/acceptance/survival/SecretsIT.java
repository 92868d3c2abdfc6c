package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.tls.SelfSigned;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was in Secrets is not in the operator's memory once the runs that needed it are over, in any
 * of the forms it was used in.
 */
class SecretsIT {
  private static final SelfSigned SERVER = SelfSigned.generate("RSA");

  /** Not RSA, whose exponents the JDK keeps in a cache of its own. */
  private static final SelfSigned CLIENT = SelfSigned.generate("EC");

  private static final String REGISTRY_PASSWORD = "what-the-registry-wants-to-hear";
  private static final String GIT_PASSWORD = "what-the-git-server-wants-to-hear";

  /** Connections are kept for another request for half a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Surroundings surroundings;
  private InProcessRegistry registry;
  private GitHttpServer git;
  private ServedRepository repository;
  private OperatorProcess operator;

  @BeforeEach
  void startTheOperator() {
    surroundings = new Surroundings(folder);
    registry =
        InProcessRegistry.startSecure(SERVER.demanding(CLIENT))
            .withPassword("robot", REGISTRY_PASSWORD);
    git =
        GitHttpServer.startTls(
                folder.resolve("git"), SERVER.demanding(CLIENT).serverConfiguration())
            .requireBasic("robot", GIT_PASSWORD);
    repository = git.create("fleet", Map.of("app.yaml", manifest("1.0.0")));
    operator = surroundings.operator("operator");
  }

  @AfterEach
  void stopServers() {
    operator.close();
    git.close();
    registry.close();
    surroundings.close();
  }

  @Test
  void areNotInMemoryBeyondTheRunsThatNeededThem() {
    registry.push("app", "1.0.0", "1.1.0");
    surroundings.plane.apply(String.join("---\n", secrets(), images(), automation()));
    await("an update")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(repository.file("main", "app.yaml")).isEqualTo(manifest("1.1.0")));
    await("the automation is ready")
        .atMost(PATIENCE)
        .until(() ->
            isReady("image", "imageupdateautomations") && isReady("source", "gitrepositories"));

    assertThat(operator.memory(folder.resolve("before.hprof")).contains(repository.url()))
        .as("what is searched is the memory of the operator that has worked")
        .isTrue();
    await("the secrets are gone")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(10))
        .untilAsserted(() -> {
          Memory memory = operator.memory(folder.resolve("after.hprof"));
          assertThat(traces().entrySet())
              .filteredOn(trace -> memory.contains(trace.getValue()))
              .extracting(Map.Entry::getKey)
              .isEmpty();
        });
  }

  private boolean isReady(String group, String resource) {
    JsonNode conditions =
        surroundings
            .get(
                "/apis/%s.toolkit.fluxcd.io/v1/namespaces/flux-system/%s/app"
                    .formatted(group, resource))
            .at("/status/conditions");
    return conditions
        .valueStream()
        .anyMatch(condition ->
            condition.path("type").asText().equals("Ready")
                && condition.path("status").asText().equals("True"));
  }

  /** The forms of each secret, by what they are. */
  private Map<String, byte[]> traces() {
    Map<String, byte[]> traces = new LinkedHashMap<>();
    Map.of("registry", REGISTRY_PASSWORD, "git", GIT_PASSWORD)
        .forEach((whose, password) -> {
          traces.put("the password of the " + whose, bytes(password));
          traces.put("the login of the " + whose, base64("robot:" + password));
          traces.put("the Secret's value of the " + whose, base64(password));
        });
    traces.put("the Docker configuration", base64(dockerConfig()));
    String text = CLIENT.keyPem().lines().skip(1).findFirst().orElseThrow();
    traces.put("the text of the client's key", bytes(text));
    byte[] decoded = Base64.getDecoder().decode(text);
    traces.put("the client's key", Arrays.copyOfRange(decoded, decoded.length / 2, decoded.length));
    return traces;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] base64(String text) {
    // Without the last group, which depends on what follows.
    byte[] encoded = Base64.getEncoder().encode(bytes(text));
    return Arrays.copyOf(encoded, encoded.length - 4);
  }

  private String dockerConfig() {
    return "{\"auths\":{\"%s\":{\"username\":\"robot\",\"password\":\"%s\"}}}"
        .formatted(registry.host(), REGISTRY_PASSWORD);
  }

  private String manifest(String tag) {
    return "image: %s:%s # {\"$imagepolicy\": \"flux-system:app\"}%n"
        .formatted(registry.image("app"), tag);
  }

  private String secrets() {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: pull, namespace: flux-system}
    type: kubernetes.io/dockerconfigjson
    stringData: {.dockerconfigjson: '%1$s'}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: client, namespace: flux-system}
    stringData:
      ca.crt: %2$s
      tls.crt: %3$s
      tls.key: %4$s
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: push, namespace: flux-system}
    stringData:
      ca.crt: %2$s
      tls.crt: %3$s
      tls.key: %4$s
      username: robot
      password: %5$s
    """
        .formatted(
            dockerConfig(),
            quoted(SERVER.certificatePem()),
            quoted(CLIENT.certificatePem()),
            quoted(CLIENT.keyPem()),
            GIT_PASSWORD);
  }

  private static String quoted(String pem) {
    return '"' + pem.replace("\r", "").replace("\n", "\\n") + '"';
  }

  private String images() {
    return """
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageRepository
    metadata: {name: app, namespace: flux-system}
    spec:
      image: %s
      interval: 1h
      secretRef: {name: pull}
      certSecretRef: {name: client}
    ---
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImagePolicy
    metadata: {name: app, namespace: flux-system}
    spec:
      imageRepositoryRef: {name: app}
      policy: {semver: {range: 1.x}}
    """
        .formatted(registry.image("app"));
  }

  private String automation() {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: app, namespace: flux-system}
    spec:
      interval: 1h
      url: %s
      ref: {branch: main}
      secretRef: {name: push}
    ---
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageUpdateAutomation
    metadata: {name: app, namespace: flux-system}
    spec:
      interval: 1h
      sourceRef: {kind: GitRepository, name: app}
      git:
        commit:
          author: {name: bot, email: bot@example.com}
    """
        .formatted(repository.url());
  }
}

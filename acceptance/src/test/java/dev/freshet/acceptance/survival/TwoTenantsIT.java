package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.hostile.HostileProxy;
import dev.freshet.testkit.hostile.ImpostorGitServer;
import dev.freshet.testkit.registry.TunnelProxy;
import dev.freshet.testkit.tls.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two tenants who share a URL, a host or an image, and nothing else: credentials, authorities and
 * proxies are each one's own, and so is what comes of them.
 */
class TwoTenantsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private static Path folder;
  private static Surroundings surroundings;
  private static OperatorProcess operator;
  private String victim;
  private String attacker;

  @BeforeAll
  static void startTheOperator() {
    surroundings = new Surroundings(folder);
    operator = surroundings.operator("operator", "--denied-addresses=link-local");
  }

  @AfterAll
  static void stopServers() {
    operator.close();
    surroundings.close();
  }

  @BeforeEach
  void settleTenants(TestInfo test) {
    String about = Integer.toHexString(test.getDisplayName().hashCode());
    victim = "victim-" + about;
    attacker = "attacker-" + about;
    surroundings.namespace(victim);
    surroundings.namespace(attacker);
  }

  @Test
  void doNotGetEachOthersTreesByAnAuthorityAndAProxyOfTheirOwn() throws IOException {
    SelfSigned theirs = SelfSigned.generate("EC");
    SelfSigned own = SelfSigned.generate("EC");
    try (var git =
        GitHttpServer.startTls(
                Files.createTempDirectory(folder, "git"), theirs.serverConfiguration())
            .requireBasic("git", "the-right-one")) {
      ServedRepository repository =
          git.create("private-" + victim, Map.of("secret.txt", "not for all\n"));
      source(victim, repository.url(), login("the-right-one", theirs), "");
      await("the owner's artifact")
          .atMost(PATIENCE)
          .until(() -> get(victim, "source", "gitrepositories").at("/status/artifact").isObject());

      try (var impostor = ImpostorGitServer.start(own, repository.head("main"));
          var proxy = TunnelProxy.http("own", "proxy").leadingTo(impostor.port())) {
        secret(
            attacker,
            "proxy",
            """
            address: http://127.0.0.1:%d
              username: own
              password: proxy\
            """
                .formatted(proxy.port()));
        source(
            attacker, repository.url(), login("a-wrong-one", own), "proxySecretRef: {name: proxy}");

        awaitRefused(attacker, "source", "gitrepositories");
        assertThat(proxy.targets()).isNotEmpty();
      }
      assertThat(get(attacker, "source", "gitrepositories").at("/status/artifact").isMissingNode())
          .isTrue();
    }
  }

  @Test
  void doNotGetEachOthersTreesByAWrongPassword() {
    try (var git = GitHttpServer.startIn(folder, "private").requireBasic("git", "the-right-one")) {
      ServedRepository repository =
          git.create("private-" + victim, Map.of("secret.txt", "not for all\n"));
      source(victim, repository.url(), "username: git\n  password: the-right-one", "");
      await("the owner's artifact")
          .atMost(PATIENCE)
          .until(() -> get(victim, "source", "gitrepositories").at("/status/artifact").isObject());

      source(attacker, repository.url(), "username: git\n  password: a-wrong-one", "");

      awaitRefused(attacker, "source", "gitrepositories");
      assertThat(get(attacker, "source", "gitrepositories").at("/status/artifact").isMissingNode())
          .isTrue();
    }
  }

  @Test
  void doNotShowEachOthersTokensToTheirProxies() {
    try (var theirs = HostileProxy.handingOut("token-of-the-victim");
        var own = HostileProxy.handingOut("token-of-the-attacker")) {
      for (String tenant : new String[] {victim, attacker}) {
        secret(tenant, "proxy", "address: " + (tenant.equals(victim) ? theirs : own).url());
        image(tenant, "127.0.0.1:9/private/app", 1, "proxySecretRef: {name: proxy}");
        await("the tags of " + tenant).atMost(PATIENCE).until(() -> isReady(tenant, "app-0"));
      }

      assertThat(own.authorizations())
          .isNotEmpty()
          .allMatch(header -> header.equals("Bearer token-of-the-attacker"));
      assertThat(theirs.authorizations())
          .isNotEmpty()
          .allMatch(header -> header.equals("Bearer token-of-the-victim"));
    }
  }

  @Test
  void doNotWaitForEachOthersRegistries() {
    surroundings.registry.push("web", "1.0.0");
    String image = surroundings.registry.image("web");
    try (var holding = HostileProxy.holding();
        var waiting = HostileProxy.askingToWait()) {
      secret(attacker, "proxy", "address: " + holding.url());
      image(attacker, image, 20, "proxySecretRef: {name: proxy}");
      await("the proxy holds requests").atMost(PATIENCE).until(() -> holding.paths().size() >= 8);
      image(victim, image, 1, "");
      await("a scan beside hung ones").atMost(PATIENCE).until(() -> isReady(victim, "app-0"));

      secret(attacker, "patient", "address: " + waiting.url());
      surroundings.plane.kubectl("delete", "imagerepositories", "--all", "-n", victim);
      image(attacker, image, 21, "proxySecretRef: {name: patient}");
      await("the proxy asks to wait").atMost(PATIENCE).until(() -> !waiting.paths().isEmpty());
      image(victim, image, 1, "");
      await("a scan beside paused ones").atMost(PATIENCE).until(() -> isReady(victim, "app-0"));
    }
  }

  private static String login(String password, SelfSigned authority) {
    return "username: git\n  password: %s\n  ca.crt: |\n%s"
        .formatted(
            password,
            authority
                .certificatePem()
                .lines()
                .map(line -> "    " + line)
                .collect(Collectors.joining("\n")));
  }

  private void secret(String namespace, String name, String entries) {
    surroundings.plane.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s, namespace: %s}
        stringData:
          %s
        """
            .formatted(name, namespace, entries));
  }

  private void source(String namespace, String url, String login, String more) {
    secret(namespace, "login", login);
    surroundings.plane.apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: app, namespace: %s}
        spec:
          interval: 5s
          timeout: 10s
          url: %s
          ref: {branch: main}
          secretRef: {name: login}
          %s
        """
            .formatted(namespace, url, more));
  }

  private void image(String namespace, String image, int count, String more) {
    surroundings.plane.apply(
        IntStream.range(0, count)
            .mapToObj(i ->
                """
                apiVersion: image.toolkit.fluxcd.io/v1
                kind: ImageRepository
                metadata: {name: app-%d, namespace: %s}
                spec:
                  image: %s
                  interval: 2h
                  %s
                """
                    .formatted(i, namespace, image, more))
            .collect(Collectors.joining("---\n")));
  }

  private JsonNode get(String namespace, String group, String plural) {
    return get(namespace, group, plural, "app");
  }

  private JsonNode get(String namespace, String group, String plural, String name) {
    return surroundings.get(
        "/apis/%s.toolkit.fluxcd.io/v1/namespaces/%s/%s/%s"
            .formatted(group, namespace, plural, name));
  }

  private boolean isReady(String namespace, String name) {
    return ready(get(namespace, "image", "imagerepositories", name)).equals("True");
  }

  private void awaitRefused(String namespace, String group, String plural) {
    await("refused")
        .atMost(PATIENCE)
        .until(() -> ready(get(namespace, group, plural)).equals("False"));
  }

  private static String ready(JsonNode object) {
    return object
        .at("/status/conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asText().equals("Ready"))
        .map(condition -> condition.path("status").asText())
        .findFirst()
        .orElse("");
  }
}

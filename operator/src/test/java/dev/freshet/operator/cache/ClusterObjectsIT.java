package dev.freshet.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.KnownObjects.CrossNamespaceRefs;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.testkit.kube.User;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterObjectsIT {
  private static final NamespacedName LOGIN = new NamespacedName("default", "login");

  private Cluster cluster;

  @BeforeAll
  void start() {
    cluster = Cluster.empty();
    cluster.plane.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: login, namespace: default, labels: {team: a}}
        type: kubernetes.io/dockerconfigjson
        stringData: {.dockerconfigjson: '{"auths":{}}', extra: hunter2}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: empty, namespace: default}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: puller, namespace: default}
        imagePullSecrets: [{name: login}, {name: other}]
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: team-a, labels: {team: a}}
        """);
  }

  @AfterAll
  void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void readsASecret() {
    Secret secret = cluster.objects.secret(LOGIN).orElseThrow();

    assertThat(secret.type()).isEqualTo(Secret.DOCKER_CONFIG_JSON);
    assertThat(secret.metadata().key()).isEqualTo(LOGIN);
    assertThat(secret.metadata().labels()).containsEntry("team", "a");
    assertThat(secret.values()).containsOnlyKeys(".dockerconfigjson", "extra");
    assertThat(secret.value("extra").orElseThrow().text()).isEqualTo("hunter2");
  }

  @Test
  void readsASecretAnewEachTime() {
    var rotated = new NamespacedName("default", "rotated");
    cluster.plane.kubectl("create", "secret", "generic", "rotated", "--from-literal=key=one");
    assertThat(text(rotated)).isEqualTo("one");

    cluster.plane.kubectl(
        "patch", "secret", "rotated", "--type=merge", "-p", "{\"stringData\":{\"key\":\"two\"}}");

    assertThat(text(rotated)).isEqualTo("two");
  }

  @Test
  void anEmptySecretHasNoValues() {
    Secret secret = cluster.objects.secret(new NamespacedName("default", "empty")).orElseThrow();

    assertThat(secret.type()).isEqualTo(Secret.OPAQUE);
    assertThat(secret.values()).isEmpty();
  }

  @Test
  void readsThePullSecretsOfAServiceAccount() {
    assertThat(cluster.objects.serviceAccount(new NamespacedName("default", "puller")))
        .map(ServiceAccount::imagePullSecrets)
        .hasValue(List.of("login", "other"));
  }

  @Test
  void readsTheLabelsOfANamespace() {
    assertThat(cluster.objects.namespace("team-a").labels()).containsEntry("team", "a");
  }

  @Test
  void whatIsNotThereIsNoFailure() {
    var missing = new NamespacedName("default", "missing");

    assertThat(cluster.objects.secret(missing)).isEmpty();
    assertThat(cluster.objects.serviceAccount(missing)).isEmpty();
    assertThat(cluster.objects.namespace("missing")).isEqualTo(Namespace.named("missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"My_Name", "", "..", "a b", "login?x", "../../default/secrets/login"})
  void aNameNoObjectCanHaveIsNotThere(String name) {
    var reference = new NamespacedName("default", name);

    assertThat(cluster.objects.find(ImageRepository.KIND, reference)).isEmpty();
    assertThat(cluster.objects.find(GitRepository.KIND, reference)).isEmpty();
    assertThat(cluster.objects.secret(reference)).isEmpty();
    assertThat(cluster.objects.serviceAccount(reference)).isEmpty();
  }

  @Test
  void saysWhatItMayNotRead() {
    try (var client = Cluster.connect(cluster.plane, Cluster.VISITOR)) {
      var objects =
          new ClusterObjects(
              new ApiServerClient(client), cluster.cache, CrossNamespaceRefs.ALLOWED);

      assertThatThrownBy(() -> objects.secret(LOGIN))
          .isInstanceOf(AutomationException.class)
          .hasMessage(
              "secrets \"login\" is forbidden: User \"visitor\" cannot"
                  + " get resource \"secrets\" in API group \"\" in the namespace \"default\"");
    }
  }

  @Test
  void logsNoSecretAndNoTokenHoweverTalkative() {
    Logger library = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("io.fabric8");
    Level before = library.getLevel();
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    library.addAppender(appender);
    library.setLevel(Level.TRACE);
    try (var client = Cluster.connect(cluster.plane, User.ADMIN)) {
      var objects =
          new ClusterObjects(
              new ApiServerClient(client), cluster.cache, CrossNamespaceRefs.ALLOWED);

      assertThat(objects.secret(LOGIN)).isPresent();
      client.secrets().inNamespace("default").withName("login").get();
    } finally {
      library.setLevel(before);
      library.detachAppender(appender);
    }

    assertThat(appender.list)
        .isNotEmpty()
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(message -> message.contains("hunter2"))
        .noneMatch(message -> message.contains("aHVudGVyMg"))
        .noneMatch(message -> message.contains(User.ADMIN.token()));
  }

  private String text(NamespacedName secret) {
    return cluster.objects.secret(secret).orElseThrow().value("key").orElseThrow().text();
  }
}

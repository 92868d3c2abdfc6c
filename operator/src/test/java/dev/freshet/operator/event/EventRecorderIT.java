package dev.freshet.operator.event;

import static dev.freshet.operator.event.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.server.ClusterOptions;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventRecorderIT {
  private static final User OPERATOR = User.named("operator");

  private static ControlPlane plane;
  private static KubernetesClient client;

  /** As the operator's: it may do no more, and does not ask again by itself. */
  private static KubernetesClient operator;

  private static ApiServerClient server;

  @BeforeAll
  static void start() {
    plane = ControlPlane.start(OPERATOR);
    plane.kubectl("create", "clusterrole", "tell", "--verb=create,patch", "--resource=events");
    plane.kubectl(
        "create", "clusterrolebinding", "tell", "--clusterrole=tell", "--user=" + OPERATOR.name());
    client = client(User.ADMIN);
    operator = client(OPERATOR);
    server = new ApiServerClient(operator);
  }

  @AfterAll
  static void stop() {
    operator.close();
    client.close();
    plane.close();
  }

  @Test
  void showsInKubectlAsFluxsEventsDo() {
    Instant now = Instant.now();
    record("shown", Event.Type.NORMAL, "successful scan: found 3 tags with checksum 42", now);
    record("shown", Event.Type.WARNING, "scan failed: no route to host", now.plusMillis(1));
    record("shown", Event.Type.TRACE, "tags did not change, next scan in 5m0s", now.plusMillis(2));

    assertThat(columns("shown", "TYPE:type,REASON:reason,NAME:involvedObject.name,MSG:message"))
        .containsExactlyInAnyOrder(
            "Normal    Succeeded             shown   successful scan: found 3 tags with checksum"
                + " 42",
            "Warning   ReadOperationFailed   shown   scan failed: no route to host",
            "Normal    Succeeded             shown   tags did not change, next scan in 5m0s");
    assertThat(plane.kubectl("get", "events", "-n", "default"))
        .containsPattern(
            "Normal +Succeeded +imagerepository/shown +successful scan: found 3 tags with checksum"
                + " 42")
        .containsPattern("Warning +ReadOperationFailed +imagerepository/shown +scan failed: no");
  }

  @Test
  void storesEveryFieldAsFluxsRecorderDoes() {
    InvolvedObject object =
        Examples.repository(
            "fields", Map.of("event.toolkit.fluxcd.io/team", "web", "other.io/secret", "x"));
    Event event =
        new Event(
            new ObjectKey(ImageUpdateAutomation.KIND, new NamespacedName("default", "fields")),
            Event.Type.NORMAL,
            Reason.SUCCEEDED,
            "pushed commit 'abcdef0' to branch 'main'\nUpdate",
            START,
            Map.of("revision", "main@sha1:abcdef0"));

    record(object, event);

    var stored = stored("fields").getFirst();
    assertThat(stored.getMetadata().getName()).startsWith("fields.");
    assertThat(stored.getMetadata().getAnnotations())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "event.toolkit.fluxcd.io/team",
                "web",
                "image.toolkit.fluxcd.io/revision",
                "main@sha1:abcdef0"));
    assertThat(stored.getInvolvedObject())
        .isEqualTo(
            new ObjectReferenceBuilder()
                .withApiVersion("image.toolkit.fluxcd.io/v1")
                .withKind("ImageRepository")
                .withNamespace("default")
                .withName("fields")
                .withUid("uid-of-fields")
                .withResourceVersion("1234")
                .build());
    assertThat(stored.getMessage()).isEqualTo("pushed commit 'abcdef0' to branch 'main'\nUpdate");
    assertThat(stored.getFirstTimestamp()).isEqualTo("2026-11-22T19:40:00Z");
    assertThat(stored.getLastTimestamp()).isEqualTo("2026-11-22T19:40:00Z");
    assertThat(stored.getCount()).isEqualTo(1);
    assertThat(stored.getSource().getComponent()).isEqualTo("image-automation-controller");
    assertThat(stored.getSource().getHost()).isNull();
    assertThat(stored.getReportingComponent()).isEqualTo("image-automation-controller");
    assertThat(stored.getReportingInstance()).isEmpty();
  }

  @Test
  void countsARepeatedEventUpInPlace() {
    recordAll(
        List.of(
            normal("counted", "nothing new", START),
            normal("counted", "nothing new", START.plusSeconds(60)),
            normal("counted", "nothing new", START.plusSeconds(120))));

    assertThat(columns("counted", "C:count,FIRST:firstTimestamp,LAST:lastTimestamp"))
        .containsExactly("3     2026-11-22T19:40:00Z   2026-11-22T19:42:00Z");
  }

  @Test
  void makesAnEventAnewThatHasExpired() {
    try (var recorder = EventRecorder.to(server)) {
      record(recorder, normal("expired", "nothing new", START));
      await().until(() -> stored("expired").size() == 1);
      plane.kubectl("delete", "events", "--field-selector=involvedObject.name=expired");

      record(recorder, normal("expired", "nothing new", START.plusSeconds(60)));

      await().until(() -> stored("expired").size() == 1);
    }
    assertThat(stored("expired").getFirst().getCount()).isEqualTo(2);
  }

  @Test
  void storesNoMoreThanItsShareOfAnObject() {
    recordAll(
        IntStream.range(0, 40).mapToObj(i -> normal("noisy", "scan " + i % 5, START)).toList());

    assertThat(stored("noisy").stream().mapToInt(event -> event.getCount()).sum()).isEqualTo(25);
  }

  @Test
  void storesWhatHappenedWhileTheApiServerWasAway() {
    try (var recorder = EventRecorder.to(server)) {
      plane.stopApiServer();
      Instant before = Instant.now();
      record(recorder, normal("patient", "found 1 tag", START));
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(1));

      plane.startApiServer();

      await().atMost(Duration.ofSeconds(30)).until(() -> stored("patient").size() == 1);
    }
  }

  @Test
  void dropsWhatTheApiServerRefusesAndGoesOn() {
    InvolvedObject elsewhere =
        new InvolvedObject(
            "image.toolkit.fluxcd.io/v1", "ImageRepository", "not-there", "x", "1", "1", Map.of());
    try (var recorder = EventRecorder.to(server)) {
      record(recorder, Examples.event(elsewhere, Event.Type.NORMAL, "lost", START, Map.of()));
      record(recorder, normal("after", "found 1 tag", START));
    }

    assertThat(stored("after")).hasSize(1);
  }

  @Test
  void tellsTheNotificationAddressAsWell() throws IOException {
    try (var inbox = new Inbox()) {
      try (var recorder = EventRecorder.to(server, inbox.address(), "freshet-0")) {
        record(recorder, normal("both", "found 1 tag", START));
        record(recorder, Examples.event("both", Event.Type.TRACE, "nothing new", START));
      }

      assertThat(inbox.posted()).singleElement().asString().contains("found 1 tag");
    }
    assertThat(stored("both")).hasSize(2);
  }

  private static KubernetesClient client(User user) {
    return new ClusterOptions(Optional.of(plane.kubeconfig(user)), Optional.empty(), "0.0.0-test")
        .connect();
  }

  private static ObjectEvent normal(String name, String message, Instant at) {
    return Examples.event(name, Event.Type.NORMAL, message, at);
  }

  private static void record(String name, Event.Type type, String message, Instant at) {
    recordAll(List.of(Examples.event(name, type, message, at)));
  }

  private static void record(InvolvedObject object, Event event) {
    recordAll(List.of(new ObjectEvent(object, event)));
  }

  private static void recordAll(List<ObjectEvent> events) {
    try (var recorder = EventRecorder.to(server)) {
      events.forEach(event -> record(recorder, event));
    }
  }

  private static void record(EventRecorder recorder, ObjectEvent event) {
    recorder.record(event.object(), event.event());
  }

  private static List<io.fabric8.kubernetes.api.model.Event> stored(String name) {
    return client
        .v1()
        .events()
        .inNamespace("default")
        .withField("involvedObject.name", name)
        .list()
        .getItems();
  }

  private static List<String> columns(String name, String columns) {
    return plane
        .kubectl(
            "get",
            "events",
            "--no-headers",
            "--field-selector=involvedObject.name=" + name,
            "-o=custom-columns=" + columns.replaceAll(":(\\w)", ":.$1"))
        .lines()
        .map(String::stripTrailing)
        .toList();
  }
}

package dev.freshet.operator.event;

import static dev.freshet.operator.event.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.Backoff;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.reconcile.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class NotificationsTest {
  private static final Outbox.DeliveryPolicy QUICK =
      new Outbox.DeliveryPolicy(
          10, 5, new Backoff(Duration.ofMillis(1), Duration.ofMillis(4)), Duration.ofSeconds(10));

  @Test
  void postsAnEventAsFluxDoes() throws IOException {
    InvolvedObject object =
        Examples.repository("podinfo", Map.of("event.toolkit.fluxcd.io/team", "web"));
    ObjectEvent event =
        Examples.event(
            object,
            Event.Type.NORMAL,
            "successful scan: found 3 tags with checksum 42",
            START.plusMillis(120),
            Map.of("revision", "42"));

    List<Inbox.Posted> posted = post(event);

    assertThat(posted)
        .containsExactly(
            new Inbox.Posted(
                "POST",
                "/",
                "application/json",
                """
                {"involvedObject":{"kind":"ImageRepository","namespace":"default",\
                "name":"podinfo","uid":"uid-of-podinfo",\
                "apiVersion":"image.toolkit.fluxcd.io/v1","resourceVersion":"1234"},\
                "severity":"info","timestamp":"2026-11-22T19:40:00Z",\
                "message":"successful scan: found 3 tags with checksum 42",\
                "reason":"Succeeded",\
                "metadata":{"event.toolkit.fluxcd.io/team":"web",\
                "image.toolkit.fluxcd.io/revision":"42"},\
                "reportingController":"image-reflector-controller",\
                "reportingInstance":"freshet-0"}\
                """));
  }

  @Test
  void postsAWarningAsAnErrorAndLeavesOutMetadataThatIsNotThere() throws IOException {
    ObjectEvent event =
        Examples.event("podinfo", Event.Type.WARNING, "scan failed: \"no\" route", START);

    assertThat(post(event).getFirst().body())
        .contains("\"severity\":\"error\"")
        .contains(
            """
            "message":"scan failed: \\"no\\" route","reason":"ReadOperationFailed",\
            "reportingController":\
            """);
  }

  @Test
  void postsNoTraces() throws IOException {
    assertThat(post(Examples.event("podinfo", Event.Type.TRACE, "nothing new", START))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void postsAgainWhenTheReceiverIsBroken(int status) throws IOException {
    assertThat(postAnswered(status, status)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 400, 404, 429, 501})
  void postsOnceWhenTheReceiverHasSaidItsLastWord(int status) throws IOException {
    assertThat(postAnswered(status, 200)).hasSize(1);
  }

  @Test
  void givesUpAfterFourRetries() throws IOException {
    assertThat(postAnswered(500, 500, 500, 500, 500, 500)).hasSize(5);
  }

  @Test
  void postsAgainWhenTheConnectionBreaks() throws IOException {
    var connections = new AtomicInteger();
    try (var receiver = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> hangUp(receiver, connections));
      URI address = URI.create("http://127.0.0.1:" + receiver.getLocalPort() + "/");
      try (var notifications = new Notifications(address, "freshet-0", QUICK)) {
        notifications.record(Examples.event("podinfo", Event.Type.NORMAL, "found 1 tag", START));
      }
    }

    assertThat(connections).hasValueGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notification-controller", "ftp://example.com/", "http:///path"})
  void refusesAnAddressNoRequestCanGoTo(String address) {
    assertThatThrownBy(() -> new Notifications(URI.create(address), "freshet-0", QUICK))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the address for events is not one: ");
  }

  private static void hangUp(ServerSocket receiver, AtomicInteger connections) {
    try {
      while (true) {
        receiver.accept().close();
        connections.incrementAndGet();
      }
    } catch (IOException _) {
      // The test is over and has closed the socket.
    }
  }

  private static List<Inbox.Posted> postAnswered(Integer... answers) throws IOException {
    try (var inbox = new Inbox(answers)) {
      var event = Examples.event("podinfo", Event.Type.NORMAL, "found 1 tag", START);
      try (var notifications = new Notifications(inbox.address(), "freshet-0", QUICK)) {
        notifications.record(event);
      }
      return inbox.posted();
    }
  }

  private static List<Inbox.Posted> post(ObjectEvent event) throws IOException {
    try (var inbox = new Inbox()) {
      try (var notifications = new Notifications(inbox.address(), "freshet-0", QUICK)) {
        notifications.record(event);
      }
      return inbox.posted();
    }
  }
}

package dev.freshet.operator.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LineEncoderTest {
  private static final Reconciliation RUN =
      new Reconciliation(
          new ObjectKey(ImageRepository.KIND, new NamespacedName("flux-system", "podinfo")),
          UUID.fromString("6c2aa2c3-5b0e-4a84-9d26-1b3b2f7d3c5e"));

  @Test
  void writesAJsonLineInTheShapeOfZap() {
    LoggingEvent event = event(Level.INFO, "tags listed");
    event.addKeyValuePair(new KeyValuePair("image", "ghcr.io/stefanprodan/podinfo"));
    event.addKeyValuePair(new KeyValuePair("tags", 25));

    assertThat(json(LogLevel.INFO, event))
        .isEqualTo(
            """
            {"level":"info","ts":"2026-11-22T19:40:00.120Z","logger":"dev.freshet.Scan",\
            "msg":"tags listed","image":"ghcr.io/stefanprodan/podinfo","tags":25}
            """);
  }

  @Test
  void namesTheObjectAndTheRunUnderTheKeysOfFlux() {
    String[] line = new String[1];

    RUN.run(() -> line[0] = json(LogLevel.INFO, event(Level.INFO, "done")));

    assertThat(line[0])
        .isEqualTo(
            """
            {"level":"info","ts":"2026-11-22T19:40:00.120Z","logger":"dev.freshet.Scan",\
            "msg":"done","controller":"imagerepository",\
            "controllerGroup":"image.toolkit.fluxcd.io","controllerKind":"ImageRepository",\
            "ImageRepository":{"name":"podinfo","namespace":"flux-system"},\
            "namespace":"flux-system","name":"podinfo",\
            "reconcileID":"6c2aa2c3-5b0e-4a84-9d26-1b3b2f7d3c5e"}
            """);
  }

  @Test
  void namesAnotherObjectThatTheRunHasSomethingToSayOf() {
    var policy = new ObjectKey(ImagePolicy.KIND, new NamespacedName("flux-system", "podinfo"));
    String[] line = new String[1];

    RUN.run(() ->
        Reconciliation.about(policy)
            .run(() -> line[0] = json(LogLevel.INFO, event(Level.INFO, "kept"))));

    assertThat(line[0])
        .contains("\"controllerKind\":\"ImagePolicy\",\"ImagePolicy\":{\"name\":\"podinfo\"")
        .contains(RUN.id().toString());
  }

  @Test
  void givesTheFailureWithItsCausesOnce() {
    LoggingEvent event = event(Level.ERROR, "Reconciler error");
    event.setThrowableProxy(
        new ThrowableProxy(
            new IllegalStateException(
                "scan failed: no route",
                new IllegalArgumentException("no route", new RuntimeException("EHOSTUNREACH")))));

    assertThat(json(LogLevel.INFO, event))
        .endsWith(
            """
            "msg":"Reconciler error","error":"scan failed: no route: EHOSTUNREACH"}
            """);
  }

  @Test
  void aPairMaySayWhatIsWrongInBetterWordsThanTheThrown() {
    LoggingEvent event = event(Level.ERROR, "Reconciler error");
    event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("no route")));
    event.addKeyValuePair(new KeyValuePair("error", "no route to host"));

    assertThat(json(LogLevel.DEBUG, event))
        .contains("\"error\":\"no route to host\",\"stacktrace\":\"java.lang.IllegalState");
  }

  @Test
  void addsAStackTraceWhereDetailsAreWanted() {
    LoggingEvent event = event(Level.ERROR, "Reconciler error");
    event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("no route")));

    assertThat(json(LogLevel.DEBUG, event))
        .contains("\"error\":\"no route\",\"stacktrace\":\"java.lang.IllegalStateException: no")
        .endsWith("}\n");
  }

  @Test
  void keepsALineALineWhateverItSays() {
    LoggingEvent event = event(Level.INFO, "a\n\"b\"\t\u001b[31m\\ \ud83d\ude80 \ud800");
    event.addKeyValuePair(new KeyValuePair("none", null));

    assertThat(json(LogLevel.INFO, event))
        .endsWith(
            """
            "msg":"a\\n\\"b\\"\\t\\u001B[31m\\\\ \ud83d\ude80 \\ud800","none":null}
            """);
  }

  @Test
  void doesNotLetAPairTakeTheNameOfALinesOwnField() {
    LoggingEvent event = event(Level.INFO, "done");
    event.addKeyValuePair(new KeyValuePair("level", "error"));

    assertThat(json(LogLevel.INFO, event)).startsWith("{\"level\":\"info\"").endsWith("done\"}\n");
  }

  @Test
  void writesColumnsForPeople() {
    LoggingEvent event = event(Level.ERROR, "scan failed");
    event.addKeyValuePair(new KeyValuePair("image", "a"));
    event.addKeyValuePair(new KeyValuePair("tags", 25));

    assertThat(console(event))
        .isEqualTo(
            "2026-11-22T19:40:00.120Z\tERROR\tdev.freshet.Scan\tscan failed"
                + "\t{\"image\": \"a\", \"tags\": 25}\n");
  }

  @Test
  void endsAColumnLineWithTheMessageWhereThereIsNoMore() {
    assertThat(console(event(Level.INFO, "ready")))
        .isEqualTo("2026-11-22T19:40:00.120Z\tINFO\tdev.freshet.Scan\tready\n");
  }

  private static LoggingEvent event(Level level, String message) {
    var logger = new LoggerContext().getLogger("dev.freshet.Scan");
    var event = new LoggingEvent("", logger, level, message, null, null);
    event.setInstant(Instant.parse("2026-11-22T19:40:00.120987Z"));
    return event;
  }

  private static String json(LogLevel level, LoggingEvent event) {
    return new String(
        new LineEncoder(LogEncoding.JSON, level).encode(event), StandardCharsets.UTF_8);
  }

  private static String console(LoggingEvent event) {
    return new String(
        new LineEncoder(LogEncoding.CONSOLE, LogLevel.INFO).encode(event), StandardCharsets.UTF_8);
  }
}

package dev.freshet.operator.event;

import static dev.freshet.operator.event.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.reconcile.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ObjectEventTest {
  @Test
  void putsTheEventsOwnMetadataUnderTheGroupOfItsKind() {
    ObjectEvent event =
        Examples.event(
            Examples.repository("podinfo", Map.of()),
            Event.Type.NORMAL,
            "stored",
            START,
            Map.of("revision", "main@sha1:abc", "source.toolkit.fluxcd.io/digest", "sha256:1"));

    assertThat(event.metadata())
        .containsExactly(
            Map.entry("image.toolkit.fluxcd.io/revision", "main@sha1:abc"),
            Map.entry("source.toolkit.fluxcd.io/digest", "sha256:1"));
  }

  @Test
  void takesOnlyTheAnnotationsForEventsAndKeepsTheirKeys() {
    InvolvedObject object =
        Examples.repository(
            "podinfo",
            Map.of("event.toolkit.fluxcd.io/team", "web", "reconcile.fluxcd.io/requestedAt", "1"));

    ObjectEvent event = Examples.event(object, Event.Type.NORMAL, "stored", START, Map.of());

    assertThat(event.metadata()).containsExactly(Map.entry("event.toolkit.fluxcd.io/team", "web"));
    assertThat(object.toString()).doesNotContain("requestedAt");
  }

  @Test
  void letsAnAnnotationWinOverTheEventsOwnMetadata() {
    InvolvedObject object =
        Examples.repository("podinfo", Map.of("event.toolkit.fluxcd.io/env", "production"));

    ObjectEvent event =
        Examples.event(
            object,
            Event.Type.NORMAL,
            "stored",
            START,
            Map.of("event.toolkit.fluxcd.io/env", "unknown"));

    assertThat(event.metadata())
        .containsExactly(Map.entry("event.toolkit.fluxcd.io/env", "production"));
  }

  @Test
  void leavesOutMetadataThatTheApiServerWouldRefuse() {
    InvolvedObject object =
        Examples.repository(
            "podinfo",
            Map.of(
                "event.toolkit.fluxcd.io/a",
                "short",
                "event.toolkit.fluxcd.io/b",
                "x".repeat(250_000)));

    ObjectEvent event =
        Examples.event(object, Event.Type.NORMAL, "stored", START, Map.of("zone", "ä".repeat(9)));

    assertThat(event.metadata())
        .containsExactly(
            Map.entry("event.toolkit.fluxcd.io/a", "short"),
            Map.entry("event.toolkit.fluxcd.io/b", "too long, left out with all that follow"));
  }

  @Test
  void showsAnnotationsWithoutWhatSteersATerminal() {
    InvolvedObject object =
        Examples.repository("podinfo", Map.of("event.toolkit.fluxcd.io/a", "\u001b[2J"));

    ObjectEvent event =
        Examples.event(object, Event.Type.NORMAL, "\u009b1m", START, Map.of("tag", "\u202ex"));

    assertThat(event.metadata().values()).containsExactly("\uFFFD[2J", "\uFFFDx");
    assertThat(event.message()).isEqualTo("\uFFFD1m");
  }

  @Test
  void cutsAMessageNobodyTakesBetweenCharacters() {
    String rocket = "\ud83d\ude80";
    String longer = "x" + rocket.repeat(20_000);

    String message = Examples.event("podinfo", Event.Type.NORMAL, longer, START).message();

    assertThat(message).hasSizeBetween(38_990, 39_000).endsWith(rocket + "...");
  }

  @Test
  void keepsALongCommitMessageWhole() {
    String commit = "pushed commit\n" + "y".repeat(5_000);

    assertThat(Examples.event("podinfo", Event.Type.NORMAL, commit, START).message())
        .isEqualTo(commit);
  }

  static final List<Arguments> CONTROLLERS =
      List.of(
          arguments(GitRepository.KIND, "source-controller"),
          arguments(ImageRepository.KIND, "image-reflector-controller"),
          arguments(ImagePolicy.KIND, "image-reflector-controller"),
          arguments(ImageUpdateAutomation.KIND, "image-automation-controller"));

  @ParameterizedTest
  @FieldSource("CONTROLLERS")
  void comesFromTheControllerUsersKnowForTheKind(Kind<?, ?> kind, String controller) {
    var key = new ObjectKey(kind, new NamespacedName("default", "podinfo"));
    var event = new Event(key, Event.Type.NORMAL, Reason.SUCCEEDED, "done", START);

    assertThat(new ObjectEvent(Examples.repository("podinfo", Map.of()), event).controller())
        .isEqualTo(controller);
  }
}

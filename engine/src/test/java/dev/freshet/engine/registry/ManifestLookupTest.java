package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Digest;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import dev.freshet.testkit.registry.Received;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestLookupTest {
  private final Scans scans = new Scans();
  private final InProcessRegistry registry = InProcessRegistry.serving(REPOSITORY, 3);

  @AfterEach
  void close() {
    scans.close();
    registry.close();
  }

  @Test
  void readsTheDigestByHead() {
    assertThat(scans.manifest(registry, "0.0.1")).isEqualTo(found("0.0.1"));
    assertThat(registry.received(Place.MANIFEST))
        .extracting(Received::method)
        .containsExactly("HEAD");
  }

  @Test
  void seesTheNewDigestOfATagThatWasPushedAgain() {
    ManifestAnswer before = scans.manifest(registry, "0.0.1");

    registry.push(REPOSITORY, "0.0.1");

    assertThat(scans.manifest(registry, "0.0.1")).isEqualTo(found("0.0.1")).isNotEqualTo(before);
  }

  @Test
  void hashesTheManifestWhenNoHeaderTellsTheDigest() {
    registry.withoutDigestHeaders();

    assertThat(scans.manifest(registry, "0.0.1")).isEqualTo(found("0.0.1"));
  }

  @Test
  void asksByGetWhereHeadIsNotAllowed() {
    registry.fail(Place.MANIFEST, Fault.status(405));

    assertThat(scans.manifest(registry, "0.0.1")).isEqualTo(found("0.0.1"));
  }

  @Test
  void findsATagThatTheListLeavesOut() {
    registry.list(REPOSITORY, List.of());

    assertThat(scans.manifest(registry, "0.0.1")).isEqualTo(found("0.0.1"));
  }

  @Test
  void tellsThatADeletedTagIsNotThere() {
    registry.delete(REPOSITORY, "0.0.1");

    assertThat(scans.manifest(registry, "0.0.1")).isInstanceOf(ManifestAnswer.NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 410, 500})
  void takesNoOtherAnswerForAnAbsence(int status) {
    registry.failAlways(Place.MANIFEST, Fault.status(status));

    assertThatThrownBy(() -> scans.manifest(registry, "0.0.1"))
        .isInstanceOf(AutomationException.class)
        .hasMessageStartingWith(
            "HEAD http://%s/v2/team/app/manifests/0.0.1: unexpected status code %d"
                .formatted(registry.host(), status))
        .hasMessageEndingWith("(HEAD responses have no body, use GET for details)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a?b", "a#b", "ü", "a b"})
  void refusesATagNoReferenceCanHold(String tag) {
    assertThatThrownBy(() -> scans.manifest(registry, tag))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("could not parse reference: " + registry.image(REPOSITORY) + ":" + tag);
  }

  @Test
  void asksForATagOfDotsByItsName() {
    assertThat(scans.manifest(registry, "..")).isInstanceOf(ManifestAnswer.NotFound.class);
  }

  private ManifestAnswer found(String tag) {
    return new ManifestAnswer.Found(new Digest(registry.digest(REPOSITORY, tag)));
  }
}

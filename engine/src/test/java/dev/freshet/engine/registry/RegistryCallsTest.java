package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ALICE;
import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.registry.http.RegistryCall;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That each request is told of once, with how it ended. */
class RegistryCallsTest {
  private final Scans scans = new Scans();
  private final InProcessRegistry registry = InProcessRegistry.serving(REPOSITORY, 3);

  @AfterEach
  void close() {
    scans.close();
    registry.close();
  }

  @Test
  void tellsOfEveryPageAndOfTheRegistryItWasAskedFor() {
    scans.tags(registry.withPageSize(2), ANONYMOUS);

    assertThat(answered()).containsExactly(200, 200, 200); // the ping and two pages
    assertThat(scans.calls).extracting(RegistryCall::registry).containsOnly(registry.host());
  }

  @Test
  void tellsOfEachAttemptThatWasRefused() {
    registry.fail(Place.page(1), Fault.status(429), Fault.status(503));

    scans.tags(registry, ANONYMOUS);

    assertThat(answered()).containsExactly(200, 429, 503, 200);
  }

  @Test
  void tellsOfTheQuestionForCredentials() {
    scans.tags(registry.withPassword("alice", "s3cr3t-p4ss"), ALICE);

    assertThat(answered()).containsExactly(401, 200);
  }

  @Test
  void tellsOfAnAnswerThatBreaksOff() {
    registry.failAlways(Place.page(1), new Fault.DropMidBody());

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .isInstanceOf(AutomationException.class);

    assertThat(scans.calls).extracting(RegistryCall::status).contains(OptionalInt.empty());
  }

  /** What came as a whole; before it, HTTPS was tried in vain on a registry that has none. */
  private List<Integer> answered() {
    return scans.calls.stream().flatMap(call -> call.status().stream().boxed()).toList();
  }
}

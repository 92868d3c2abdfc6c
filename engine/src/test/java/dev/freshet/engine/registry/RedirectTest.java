package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ALICE;
import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedirectTest {
  private final Scans scans = new Scans();
  private final InProcessRegistry registry = InProcessRegistry.serving(REPOSITORY, 5);
  private final InProcessRegistry other = InProcessRegistry.serving(REPOSITORY, 7).withPageSize(3);

  @AfterEach
  void close() {
    scans.close();
    registry.close();
    other.close();
  }

  @Test
  void leavesCredentialsAtHomeOnTheWayToAnotherHost() {
    registry.withPassword("alice", "s3cr3t-p4ss");
    registry.failAlways(Place.page(1), redirect("http://" + other.host() + tagsPath()));

    assertThat(scans.tags(registry, ALICE)).hasSize(7);
    assertThat(registry.received(Place.page(1)).getFirst().authorization()).isPresent();
    assertThat(other.received()).isNotEmpty();
    assertThat(other.received()).allMatch(request -> request.authorization().isEmpty());
  }

  @Test
  void keepsCredentialsOnARedirectWithinTheRegistry() {
    registry.withPassword("alice", "s3cr3t-p4ss");
    registry.fail(Place.page(1), redirect(tagsPath()));

    assertThat(scans.tags(registry, ALICE)).hasSize(5);
    assertThat(registry.received(Place.page(1)).getLast().authorization()).isPresent();
  }

  @Test
  void doesNotLogInWhereARedirectLed() {
    other.withPassword("alice", "s3cr3t-p4ss");
    registry.failAlways(Place.page(1), redirect("http://" + other.host() + tagsPath()));

    assertThatThrownBy(() -> scans.tags(registry, ALICE)).hasMessageContaining("UNAUTHORIZED");
    assertThat(other.received()).allMatch(request -> request.authorization().isEmpty());
  }

  @Test
  void followsNoLinkToAnotherPort() {
    registry.failAlways(Place.page(1), new Fault.LinkTo("http://" + other.host() + tagsPath()));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("the pages of the tag list do not end");
    assertThat(other.received()).isEmpty();
  }

  @Test
  void followsLinksWhereARedirectLed() {
    registry.failAlways(Place.page(1), redirect("http://" + other.host() + tagsPath() + "?n=1000"));

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(7);
  }

  @Test
  void followsNoLinkToAnotherHost() {
    registry.failAlways(
        Place.page(1), new Fault.LinkTo("http://localhost:" + other.port() + tagsPath()));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("the link to the next page cannot be followed");
    assertThat(other.received()).isEmpty();
  }

  @Test
  void givesUpOnRedirectsInACircle() {
    registry.failAlways(Place.page(1), redirect(tagsPath()));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageContaining("unexpected status code 307 Temporary Redirect");
    assertThat(registry.received(Place.page(1))).hasSize(6);
  }

  @Test
  void goesNowhereWithoutTlsOutsideTheLocalNetwork() {
    registry.failAlways(Place.page(1), redirect("http://registry.example/v2/?sig=abc"));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith(
            "redirect to http://registry.example/v2/?sig=REDACTED would leave TLS");
  }

  private static Fault redirect(String target) {
    return new Fault.RedirectTo(URI.create(target));
  }

  private static String tagsPath() {
    return "/v2/" + REPOSITORY + "/tags/list";
  }
}

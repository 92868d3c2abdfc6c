package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.LinkForm;
import dev.freshet.testkit.registry.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagPagesTest extends PagesCase {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void followsLinksOfEveryFormToTheLastPage(LinkForm form) {
    registry.withLinks(form);

    assertThat(scans.tags(registry, ANONYMOUS)).isEqualTo(registry.listing(REPOSITORY));
    assertThat(registry.received(Place.page(3))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOO_MANY_TAGS_REQUESTED",
        "INVALID_PARAMETER",
        "pagination_number_invalid",
        "UNSUPPORTED"
      })
  void asksForLessWhateverTheRegistryCallsTheRefusal(String code) {
    registry.fail(Place.page(1), refusal(413, code));

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(250);
    assertThat(queries()).startsWith("n=1000", "n=100");
  }

  @Test
  void asksNotForLessWhenTheRefusalIsOfTheName() {
    registry.failAlways(Place.page(1), refusal(400, "NAME_INVALID"));

    assertFails("GET http://%s/v2/team/app/tags/list?n=1000: NAME_INVALID: not that way");
    assertThat(queries()).containsExactly("n=1000");
  }

  @Test
  void tellsOfTheFirstRefusalWhenNoSizeIsTaken() {
    registry.fail(Place.page(1), refusal(400, "FIRST"), refusal(400, "B"), refusal(400, "C"));

    assertFails("GET http://%s/v2/team/app/tags/list?n=1000: FIRST: not that way");
  }

  private static Fault refusal(int status, String code) {
    return Fault.status(
        status, "{\"errors\":[{\"code\":\"%s\",\"message\":\"not that way\"}]}".formatted(code));
  }

  @Test
  void keepsTheRegistrysOrderAndItsDuplicates() {
    registry.list(REPOSITORY, List.of("b", "a", "c", "a"));

    assertThat(scans.tags(registry, ANONYMOUS)).containsExactly("b", "a", "c", "a");
  }

  @Test
  void asksForThousandTagsAPage() {
    scans.tags(registry, ANONYMOUS);

    assertThat(registry.received(Place.page(1)).getFirst().target())
        .hasToString("/v2/team/app/tags/list?n=1000");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void asksForLessWhenTheRegistryRefusesThePageSize(int status) {
    registry.refusingPagesOver(100, status);

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(250);
    assertThat(queries()).startsWith("n=1000", "n=100");
  }

  @Test
  void asksForNoSizeWhenTheRegistryRefusesEverySize() {
    registry.refusingPagesOver(50, 400);

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(250);
    assertThat(queries()).startsWith("n=1000", "n=100", "");
  }

  @Test
  void remembersTheAcceptedPageSize() {
    registry.refusingPagesOver(100, 400);
    scans.tags(registry, ANONYMOUS);
    int before = registry.received().size();

    scans.tags(registry, ANONYMOUS);

    assertThat(registry.received()).hasSize(before + 3);
  }

  @Test
  void readsAnEmptyListAndAListThatIsNull() {
    registry.list(REPOSITORY, List.of());
    assertThat(scans.tags(registry, ANONYMOUS)).isEmpty();

    registry.fail(Place.page(1), Fault.status(200, "{\"name\":\"team/app\",\"tags\":null}"));
    assertThat(scans.tags(registry, ANONYMOUS)).isEmpty();
  }

  @Test
  void failsWhenALaterPageFails() {
    registry.failAlways(Place.page(2), Fault.status(500, "broken\nupstream"));

    assertFails(
        "GET http://%s/v2/team/app/tags/list?n=100&last=0.0.99:"
            + " unexpected status code 500 Internal Server Error");
  }

  @Test
  void failsWhenAPageBreaksOff() {
    registry.failAlways(Place.page(3), new Fault.DropMidBody());

    assertFails(
        "GET http://%s/v2/team/app/tags/list?n=100&last=0.0.199:" + " the answer broke off");
  }

  @Test
  void readsAPageAgainThatBrokeOffOnce() {
    registry.fail(Place.page(2), new Fault.DropMidBody());

    assertThat(scans.tags(registry, ANONYMOUS)).isEqualTo(registry.listing(REPOSITORY));
  }

  @Test
  void failsWhenAPageIsCutShortButLooksWhole() {
    registry.failAlways(Place.page(2), new Fault.TruncateBody());

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageContaining("malformed answer: it ends too early");
    assertThat(registry.received(Place.page(2))).hasSize(1);
  }

  @Test
  void failsWhenALaterPageIsOfAnotherRepository() {
    registry.failAlways(Place.page(2), new Fault.NameAnother("team/other"));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("the page is of another repository");
  }

  @Test
  void acceptsARepositoryThatIsNamedOtherwiseBehindAProxy() {
    registry.withPageSize(1000);
    registry.failAlways(Place.page(1), new Fault.NameAnother("mirror/team/app"));

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(250);
  }

  @Test
  void failsWhenThePagesGoRoundInACircle() {
    registry.failAlways(Place.page(2), new Fault.LinkTo("/v2/team/app/tags/list?n=1000"));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("the pages of the tag list do not end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "http://[broken", "http://registry.example/v2/"})
  void failsWhenALinkCannotBeFollowed(String link) {
    registry.failAlways(Place.page(1), new Fault.LinkTo(link));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("the link to the next page cannot be followed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>Log in</html>", "[]", "{}", "{\"tags\":{}}", "{\"tags\":[1]}", "{}{}", ""})
  void failsWhenTheAnswerIsNoTagList(String body) {
    registry.failAlways(Place.page(1), Fault.status(200, body));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .isInstanceOf(AutomationException.class)
        .hasMessageContaining("malformed answer: ");
  }

  @Test
  void failsOnAnUnknownRepositoryInTheRegistrysOwnWords() {
    assertThatThrownBy(() -> scans.tags(registry.image("no/such"), ANONYMOUS))
        .isInstanceOfSatisfying(
            RegistryException.class,
            failure -> assertThat(failure.failure()).isEqualTo(RegistryException.Failure.NO_ANSWER))
        .hasMessage(
            "GET http://%s/v2/no/such/tags/list?n=1000:".formatted(registry.host())
                + " NAME_UNKNOWN: repository name not known to registry");
  }

  @Test
  void seesTagsThatArriveAndGo() {
    scans.tags(registry, ANONYMOUS);

    registry.push(REPOSITORY, "1.0.0");
    registry.delete(REPOSITORY, "0.0.0");

    assertThat(scans.tags(registry, ANONYMOUS)).contains("1.0.0").doesNotContain("0.0.0");
  }
}

package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.LinkForm;
import dev.freshet.testkit.registry.Place;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that fill their last page, with and without a registry that names next pages. */
class FullPagesTest extends PagesCase {
  @ParameterizedTest
  @ValueSource(ints = {999, 1000, 1001, 2000, 2501})
  void asksOnAfterAFullPageThatNamesNoNextOne(int tags) {
    registry.withPageSize(1000).withLinks(LinkForm.NONE);
    registry.list(REPOSITORY, numbered(tags));

    assertThat(scans.tags(registry, ANONYMOUS)).isEqualTo(registry.listing(REPOSITORY));
  }

  @Test
  void asksOnWithTheSizeThatTheRegistryTakes() {
    registry.refusingPagesOver(100, 400).withLinks(LinkForm.NONE);

    assertThat(scans.tags(registry, ANONYMOUS)).isEqualTo(registry.listing(REPOSITORY));
  }

  @Test
  void takesAFullPageForAllWhereTheRegistryCannotGoOn() {
    registry.withPageSize(1000).withLinks(LinkForm.NONE);
    registry.list(REPOSITORY, numbered(1000));
    String same =
        numbered(1000).stream()
            .collect(joining("\",\"", "{\"name\":\"team/app\",\"tags\":[\"", "\"]}"));
    registry.failAlways(Place.page(2), Fault.status(200, same));

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(1000);
  }

  @Test
  void asksNotOnAfterTheLastOfSeveralLinkedPages() {
    registry.withPageSize(1000);
    registry.list(REPOSITORY, numbered(2000));

    scans.tags(registry, ANONYMOUS);

    assertThat(registry.received(Place.page(3))).isEmpty();
  }

  @Test
  void asksOnNoMoreWhereTheRegistryWasSeenToNameNextPages() {
    registry.withPageSize(1000);
    registry.list(REPOSITORY, numbered(1000));

    scans.tags(registry, ANONYMOUS);
    scans.tags(registry, ANONYMOUS);

    assertThat(queries()).containsExactly("n=1000", "n=1", "n=1000");
    assertThat(registry.received(Place.page(2))).isEmpty();
  }

  @Test
  void asksOnEachTimeWhereTheRegistryNamesNoNextPages() {
    registry.withPageSize(1000).withLinks(LinkForm.NONE);
    registry.list(REPOSITORY, numbered(1000));
    scans.tags(registry, ANONYMOUS);
    registry.list(REPOSITORY, numbered(1500));

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(1500);
    assertThat(queries()).containsExactly("n=1000", "n=1", "n=1000");
  }

  @Test
  void failsWhenTheRegistryRefusesToGoOn() {
    registry.withPageSize(1000).withLinks(LinkForm.NONE);
    registry.list(REPOSITORY, numbered(1001));
    registry.failAlways(Place.page(2), Fault.status(500));

    assertFails(
        "GET http://%s/v2/team/app/tags/list?n=1000&last=0.0.999:"
            + " unexpected status code 500 Internal Server Error");
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(number -> "0.0." + number).toList();
  }
}

package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** A registry that lists 250 tags, a hundred a page, and a client, new for each test. */
abstract class PagesCase {
  final Scans scans = new Scans();
  final InProcessRegistry registry = InProcessRegistry.serving(REPOSITORY, 250).withPageSize(100);

  @AfterEach
  void close() {
    scans.close();
    registry.close();
  }

  /**
   * @param message where {@code %s} stands for the registry
   */
  void assertFails(String message) {
    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .isInstanceOf(AutomationException.class)
        .hasMessage(message.formatted(registry.host()));
  }

  /** What was asked for with each first page. */
  List<String> queries() {
    return registry.received(Place.page(1)).stream()
        .map(request -> request.target())
        .map(URI::getQuery)
        .map(query -> Objects.toString(query, ""))
        .toList();
  }
}

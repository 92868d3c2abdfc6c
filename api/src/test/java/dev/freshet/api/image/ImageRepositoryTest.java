package dev.freshet.api.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.secret.Namespace;
import dev.freshet.core.policy.Exclusions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageRepositoryTest {

  @ParameterizedTest
  @CsvSource({
    "'interval: 5m', 300",
    "'interval: 5m, timeout: 30s', 30",
    "'interval: 5m, timeout: 10ms', 1",
    "'interval: 0s', 1",
  })
  void scansForTheTimeoutOrTheIntervalAndAtLeastASecond(String fields, long seconds) {
    assertThat(Objects.repository("image: app, " + fields).scanTimeout()).hasSeconds(seconds);
  }

  @Test
  void takesAnEmptyExclusionListForTheDefault() {
    assertThat(exclusions("exclusionList: []")).isEqualTo(Exclusions.DEFAULT);
    assertThat(exclusions("exclusionList: ['^v']")).isEqualTo(Exclusions.of(List.of("^v")));
  }

  private static Exclusions exclusions(String list) {
    return Exclusions.of(Objects.repository("image: app, interval: 1m, " + list).exclusionList());
  }

  @Test
  void letsItsOwnNamespaceInWithoutAsking() {
    ImageRepository repository = Objects.repository("image: app, interval: 1m");

    assertThatCode(() -> repository.requireAccess(Namespace.named("images")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "'{matchLabels: {team: a}}'",
    "'{}'",
    "'{matchLabels: {team: b}}, {matchLabels: {team: a, tier: x}}'",
    "'{matchLabels: {kubernetes.io/metadata.name: apps}}'",
  })
  void letsANamespaceInThatAnySelectorAccepts(String selectors) {
    ImageRepository repository = accessible(selectors);

    assertThatCode(() -> repository.requireAccess(apps())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"''", "'{matchLabels: {team: b}}'", "'{matchLabels: {team: a, other: x}}'"})
  void refusesANamespaceThatNoSelectorAccepts(String selectors) {
    ImageRepository repository = accessible(selectors);

    assertThatThrownBy(() -> repository.requireAccess(apps()))
        .hasMessage(
            "failed to get the referred ImageRepository: access denied: 'images/it' can't be"
                + " accessed due to ACL labels mismatch on namespace 'apps'")
        .extracting("reason")
        .isEqualTo(Reason.ACCESS_DENIED);
  }

  @Test
  void refusesOtherNamespacesWithoutAccessFrom() {
    ImageRepository repository = Objects.repository("image: app, interval: 1m");

    assertThatThrownBy(() -> repository.requireAccess(apps()))
        .hasMessage(
            "failed to get the referred ImageRepository: access denied: 'images/it' can't be"
                + " accessed due to missing ACL labels on 'accessFrom'");
  }

  private static ImageRepository accessible(String selectors) {
    return Objects.repository(
        "image: app, interval: 1m, accessFrom: {namespaceSelectors: [" + selectors + "]}");
  }

  private static Namespace apps() {
    return new Namespace("apps", Map.of("team", "a", "tier", "x"));
  }
}

package dev.freshet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelQueryTest {
  private static final Map<String, String> LABELS = Map.of("app", "podinfo", "tier", "web");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app=podinfo",
        "app==podinfo",
        "app = podinfo",
        "app!=redis",
        "missing!=x",
        "app in (redis, podinfo)",
        "app notin (redis,db)",
        "missing notin (x)",
        "app",
        "!missing",
        "app=podinfo,tier in (web,db),!missing",
      })
  void acceptsWhatKubernetesAccepts(String query) {
    assertThat(LabelQuery.parse(query).accepts(LABELS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app=redis",
        "app!=podinfo",
        "app in (redis)",
        "app notin (podinfo)",
        "missing",
        "!app",
        "app=podinfo,tier=db",
        "missing=",
        "missing in (x)",
      })
  void refusesWhatKubernetesRefuses(String query) {
    assertThat(LabelQuery.parse(query).accepts(LABELS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b=c", "a in b", "a in (b", "=b", "a,,b", "a b", "in (x)"})
  void refusesToReadNonsense(String query) {
    assertThatThrownBy(() -> LabelQuery.parse(query))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("unable to parse label selector: ");
  }
}

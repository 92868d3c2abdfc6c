package dev.freshet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.LabelSelector.Expression;
import dev.freshet.core.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

  @Test
  void acceptsAllWhenEmpty() {
    assertThat(new LabelSelector(Map.of(), List.of()).accepts(Map.of())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "In, a b, a, true",
    "In, a b, c, false",
    "In, a b, , false",
    "NotIn, a b, a, false",
    "NotIn, a b, c, true",
    "NotIn, a b, , true",
    "Exists, , a, true",
    "Exists, , , false",
    "DoesNotExist, , a, false",
    "DoesNotExist, , , true",
  })
  void followsKubernetesOperators(String operator, String values, String label, boolean accepted) {
    List<String> list = values == null ? List.of() : List.of(values.split(" "));
    var selector = new LabelSelector(Map.of(), List.of(new Expression("team", operator, list)));

    assertThat(selector.accepts(label == null ? Map.of() : Map.of("team", label)))
        .isEqualTo(accepted);
  }

  @Test
  void wantsAllRequirementsMet() {
    var exists = new Expression("tier", "Exists", List.of());
    var selector = new LabelSelector(Map.of("team", "a"), List.of(exists));

    assertThat(selector.accepts(Map.of("team", "a", "tier", ""))).isTrue();
    assertThat(selector.accepts(Map.of("team", "a"))).isFalse();
    assertThat(selector.accepts(Map.of("team", "b", "tier", ""))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "team | Like | a | \"Like\" is not a valid label selector operator",
        "team | In | | values: Invalid value: []: for 'in', 'notin' operators, values set can't be"
            + " empty",
        "team | Exists | a | values: Invalid value: [\"a\"]: values set must be empty for exists"
            + " and does not exist",
        "te am | Exists | | key: Invalid value: \"te am\": must be a label key such as 'app' or"
            + " 'example.com/app'",
        "Ex.com/a | Exists | | key: Invalid value: \"Ex.com/a\": must be a label key such as 'app'"
            + " or 'example.com/app'",
        "/a | Exists | | key: Invalid value: \"/a\": must be a label key such as 'app' or"
            + " 'example.com/app'",
        "team | In | -a | values[0][team]: Invalid value: \"-a\": must be a label value: at most 63"
            + " letters, digits, '-', '_' or '.', beginning and ending with a letter or digit",
      })
  void refusesSenselessExpressions(String key, String operator, String value, String message) {
    List<String> values = value == null ? List.of() : List.of(value);
    var selector = new LabelSelector(Map.of(), List.of(new Expression(key, operator, values)));

    assertThatThrownBy(() -> selector.accepts(Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}

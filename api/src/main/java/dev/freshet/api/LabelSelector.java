package dev.freshet.api;

import dev.freshet.core.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Kubernetes label selector as written. What it says is checked when {@link #requirements()} is
 * asked for, because the API server lets a senseless selector pass too; an empty one accepts all.
 */
public record LabelSelector(Map<String, String> matchLabels, List<Expression> matchExpressions) {

  /** One entry of {@code matchExpressions}, unchecked. */
  public record Expression(String key, String operator, List<String> values) {
    public Expression {
      values = List.copyOf(values);
    }
  }

  public LabelSelector {
    matchLabels = Map.copyOf(matchLabels);
    matchExpressions = List.copyOf(matchExpressions);
  }

  /** The requirements that labels have to meet, all of them; refuses a senseless selector. */
  public List<LabelRequirement> requirements() {
    List<LabelRequirement> requirements = new ArrayList<>();
    new TreeMap<>(matchLabels)
        .forEach((key, value) -> requirements.add(new LabelRequirement.In(key, List.of(value))));
    for (Expression expression : matchExpressions) {
      requirements.add(requirement(expression));
    }
    return List.copyOf(requirements);
  }

  /** Whether an object with these labels is selected; refuses a senseless selector. */
  public boolean accepts(Map<String, String> labels) {
    return requirements().stream().allMatch(requirement -> requirement.accepts(labels));
  }

  private static LabelRequirement requirement(Expression expression) {
    String key = expression.key();
    List<String> values = expression.values();
    return switch (expression.operator()) {
      case "In" -> new LabelRequirement.In(key, values);
      case "NotIn" -> new LabelRequirement.NotIn(key, values);
      case "Exists" -> new LabelRequirement.Exists(withoutValues(expression));
      case "DoesNotExist" -> new LabelRequirement.DoesNotExist(withoutValues(expression));
      default ->
          throw new InvalidInputException(
              "\"" + expression.operator() + "\" is not a valid label selector operator");
    };
  }

  private static String withoutValues(Expression expression) {
    if (!expression.values().isEmpty()) {
      throw new InvalidInputException(
          "values: Invalid value: [\"%s\"]: values set must be empty for exists and does not exist"
              .formatted(String.join("\",\"", expression.values())));
    }
    return expression.key();
  }
}

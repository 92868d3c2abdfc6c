package dev.freshet.api.yaml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that came as JSON, in the shape the readers of YAML know; they have no lines. */
public final class YamlValues {
  private static final int NO_LINE = 0;

  /** Deeper than any field that is read; what lies below it is passed over. */
  private static final int DEEPEST = 200;

  private YamlValues() {}

  public static Yaml.Mapping mapping(Map<?, ?> map) {
    return mapping(map, 0);
  }

  private static Yaml.Mapping mapping(Map<?, ?> map, int depth) {
    return new Yaml.Mapping(
        NO_LINE,
        map.entrySet().stream()
            .map(entry ->
                new Yaml.Entry(
                    NO_LINE, String.valueOf(entry.getKey()), of(entry.getValue(), depth + 1)))
            .toList());
  }

  private static Yaml of(@Nullable Object value, int depth) {
    return switch (value) {
      case Object _ when depth > DEEPEST -> scalar("", ScalarType.NULL);
      case null -> scalar("", ScalarType.NULL);
      case Map<?, ?> map -> mapping(map, depth);
      case List<?> list ->
          new Yaml.Sequence(NO_LINE, list.stream().map(item -> of(item, depth + 1)).toList());
      case Boolean truth -> scalar(truth.toString(), ScalarType.BOOLEAN);
      case Integer number -> scalar(number.toString(), ScalarType.INTEGER);
      case Long number -> scalar(number.toString(), ScalarType.INTEGER);
      case Number number -> scalar(number.toString(), ScalarType.NUMBER);
      default -> scalar(value.toString(), ScalarType.STRING);
    };
  }

  private static Yaml.Scalar scalar(String text, ScalarType type) {
    return new Yaml.Scalar(NO_LINE, text, type);
  }
}

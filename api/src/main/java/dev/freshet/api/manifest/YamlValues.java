package dev.freshet.api.manifest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that came as JSON, in the shape the readers of YAML know; they have no lines. */
final class YamlValues {
  private static final int NO_LINE = 0;

  private YamlValues() {}

  static Yaml.Mapping mapping(Map<?, ?> map) {
    return new Yaml.Mapping(
        NO_LINE,
        map.entrySet().stream()
            .map(entry ->
                new Yaml.Entry(NO_LINE, String.valueOf(entry.getKey()), of(entry.getValue())))
            .toList());
  }

  private static Yaml of(@Nullable Object value) {
    return switch (value) {
      case null -> scalar("", ScalarType.NULL);
      case Map<?, ?> map -> mapping(map);
      case List<?> list -> new Yaml.Sequence(NO_LINE, list.stream().map(YamlValues::of).toList());
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

package dev.freshet.core.marker;

/** How a scalar is written. */
public enum ScalarStyle {
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  LITERAL,
  FOLDED;

  static ScalarStyle of(org.snakeyaml.engine.v2.common.ScalarStyle style) {
    return switch (style) {
      case PLAIN -> PLAIN;
      case SINGLE_QUOTED -> SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> DOUBLE_QUOTED;
      case LITERAL -> LITERAL;
      case FOLDED -> FOLDED;
    };
  }
}
